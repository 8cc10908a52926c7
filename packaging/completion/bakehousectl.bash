# Completion of bakehousectl and bakehouse in bash: commands and options as the program itself lists
# them, asked once in a shell.
_bakehouse_help() {
    local name=_bakehouse_help_${1##*/}_$2
    name=${name//[^A-Za-z0-9_]/_}
    if [[ -z ${!name-} ]]; then
        printf -v "$name" '%s' "$("$1" ${2:+"$2"} --help 2>/dev/null)"
    fi
    printf '%s\n' "${!name}"
}

_bakehouse() {
    local program=$1 current=$2 before=$3 command='' word
    COMPREPLY=()
    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        if [[ $word != -* ]]; then
            command=$word
            break
        fi
    done
    [[ ${program##*/} == bakehousectl ]] || command=
    if [[ $current == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$(_bakehouse_help "$program" "$command" |
            grep -oE -- '--[a-z][a-z0-9-]*' | sort -u)" -- "$current")
    elif [[ ${program##*/} == bakehousectl && -z $command && $before != --data ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$(_bakehouse_help "$program" '' |
            sed -n '/^Commands:/,/^$/s/^  \([a-z][a-z-]*\) .*/\1/p')" -- "$current")
    else
        mapfile -t COMPREPLY < <(compgen -f -- "$current")
    fi
}

complete -o filenames -F _bakehouse bakehousectl bakehouse
