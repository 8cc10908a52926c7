#!/bin/sh
# sh packaging/check/hardening.sh PROGRAM…: whether each program was built as the shop runs it: position
# independent, relocations read-only from the start, no executable stack, guarded stack and calls,
# checked copies.
set -eu
faults=0
checked=no
fault() {
    echo "$1: $2" >&2
    faults=$((faults + 1))
}
for program in "$@"; do
    headers=$(readelf -W -h -l -d -n "$program" 2>/dev/null)
    symbols=$(readelf -W --dyn-syms "$program" 2>/dev/null)
    has() { printf '%s\n' "$headers" | grep -Eq "$1"; }
    has 'Type: +DYN' || fault "$program" "not position independent (PIE)"
    has 'GNU_RELRO' || fault "$program" "relocations stay writable (RELRO)"
    has 'BIND_NOW|FLAGS_1.*NOW' || fault "$program" "bound lazily (NOW)"
    has 'GNU_STACK.* RW ' || fault "$program" "executable stack"
    ! has '\((RPATH|RUNPATH)\)' || fault "$program" "looks for libraries in a folder of its own"
    printf '%s\n' "$symbols" | grep -q '__stack_chk_fail' || fault "$program" "no stack protector"
    if printf '%s\n' "$symbols" | grep -q '_chk@'; then checked=yes; fi
    # Debian's own start files carry no mark, so the program's is lost; its landing places are not.
    case $(uname -m) in
    x86_64) [ "$(objdump -d "$program" | grep -c 'endbr64')" -gt 100 ] || fault "$program" "no control-flow protection (CET)" ;;
    esac
done
# One program may call nothing whose size the compiler does not know; not all of them.
[ "$checked" = yes ] || fault "$*" "no checked copies (FORTIFY)"
[ "$faults" -eq 0 ] && echo "hardening: $# programs, nothing missing"
