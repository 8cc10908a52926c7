# What the packages do with a shop's data when they are removed or purged. These functions become part
# of the maintainer scripts, for a purge comes when the package's own files have gone.
#
#   bakehouse_removed        for `postrm remove`: nothing is touched, it is said what stays and where
#   bakehouse_purged "$@"    for `postrm purge`: asks, by debconf, before the service's shop is deleted
#
# All that is said goes to standard error: with debconf, standard output belongs to its questions. Both
# give 0 whatever they find, so that a package can always be removed. Tests set BAKEHOUSE_ROOT.

bakehouse_folder() {
    printf '%s\n' "${BAKEHOUSE_ROOT:-}/var/lib/bakehouse"
}

bakehouse_say() {
    printf '%s\n' "$*" >&2
}

# bakehouse_holds_shop FOLDER: whether books lie there.
bakehouse_holds_shop() {
    [ -n "$(ls -A "$1/cluster" 2>/dev/null)" ] || [ -n "$(ls -A "$1/tills" 2>/dev/null)" ] ||
        [ -e "$1/cluster.switch" ] || [ -e "$1/restore.switch" ]
}

# bakehouse_in_use FOLDER: whether a program owns the shop or its database still runs.
bakehouse_in_use() {
    if [ -f "$1/owner.lock" ] && ! flock -n "$1/owner.lock" true; then
        return 0
    fi
    bakehouse_pid=$(head -n 1 "$1/cluster/postmaster.pid" 2>/dev/null) || return 1
    case $bakehouse_pid in
    '' | *[!0-9]*) return 1 ;;
    esac
    # The number may be another program's by now: the server works in its own folder.
    [ "$(readlink "/proc/$bakehouse_pid/cwd" 2>/dev/null)" = "$(readlink -f "$1/cluster")" ]
}

# Where else the service was told to keep its shop, if anywhere.
bakehouse_chosen_folder() {
    sed -n 's/^[[:space:]]*BAKEHOUSE_DATA=//p' "${BAKEHOUSE_ROOT:-}/etc/default/bakehouse" 2>/dev/null |
        tail -n 1 | tr -d "\"'" || true
}

# Shops that users of this machine have in folders of their own.
bakehouse_users_folders() {
    cut -d : -f 6 "${BAKEHOUSE_ROOT:-}/etc/passwd" 2>/dev/null | sort -u | while IFS= read -r bakehouse_home; do
        bakehouse_place=${BAKEHOUSE_ROOT:-}$bakehouse_home/.local/share/bakehouse
        if [ -n "$bakehouse_home" ] && bakehouse_holds_shop "$bakehouse_place"; then
            printf '%s\n' "$bakehouse_place"
        fi
    done
}

# bakehouse_size FOLDER: "(512M)", or nothing where it cannot be told.
bakehouse_size() {
    du -sh "$1" 2>/dev/null | sed -n 's/^\([^[:space:]]*\).*/ (\1)/p'
}

# bakehouse_say_backups FOLDER: where backups of its shop are made.
bakehouse_say_backups() {
    bakehouse_place=$(sed -n 's/^[[:space:]]*"folder": "\(.*\)",*$/\1/p' "$1/backups.json" 2>/dev/null | head -n 1)
    if [ -n "$bakehouse_place" ]; then
        bakehouse_say "Its backups stay in $bakehouse_place."
    fi
}

# What is nobody's to delete but its owner's.
bakehouse_say_others() {
    bakehouse_place=$(bakehouse_chosen_folder)
    if [ -n "$bakehouse_place" ] && bakehouse_holds_shop "${BAKEHOUSE_ROOT:-}$bakehouse_place"; then
        bakehouse_say "A shop stays in $bakehouse_place$(bakehouse_size "${BAKEHOUSE_ROOT:-}$bakehouse_place")."
    fi
    bakehouse_users_folders | while IFS= read -r bakehouse_place; do
        bakehouse_say "A shop stays in $bakehouse_place$(bakehouse_size "$bakehouse_place")."
    done
}

bakehouse_removed() {
    bakehouse_data=$(bakehouse_folder)
    if bakehouse_holds_shop "$bakehouse_data"; then
        bakehouse_say "The shop's data stays in $bakehouse_data$(bakehouse_size "$bakehouse_data")." \
            "Bakehouse finds it there when it is installed again; a purge of the package asks whether it is to go."
        bakehouse_say_backups "$bakehouse_data"
    fi
    bakehouse_say_others
    return 0
}

# Whether somebody who was asked wants the data deleted. Nobody to ask: no.
bakehouse_asked() {
    db_input critical bakehousectl/purge_data || true
    db_go || return 1
    db_get bakehousectl/purge_data || return 1
    [ "$RET" = true ]
}

# bakehouse_delete FOLDER: all of it, but no other disk that is mounted in it.
bakehouse_delete() {
    rm -rf --one-file-system "$1" 2>/dev/null || true
    if [ -e "$1" ] && [ -n "$(ls -A "$1" 2>/dev/null)" ]; then
        bakehouse_say "Not all of $1 could be deleted; what is left is yours to look at."
        return 0
    fi
    bakehouse_say "The shop's data in $1 was deleted."
}

# bakehouse_purge_folder FOLDER
bakehouse_purge_folder() {
    if [ -L "$1" ]; then
        bakehouse_say "$1 is a link to $(readlink "$1"); the shop's data stays there."
    elif ! bakehouse_holds_shop "$1"; then
        rm -rf --one-file-system "$1" 2>/dev/null || true
    elif bakehouse_in_use "$1"; then
        bakehouse_say "The shop's data stays in $1: a program is using it."
    elif bakehouse_asked; then
        bakehouse_say_backups "$1"
        bakehouse_delete "$1"
        rm -rf --one-file-system "${BAKEHOUSE_ROOT:-}/var/log/bakehouse" 2>/dev/null || true
    else
        bakehouse_say "The shop's data stays in $1$(bakehouse_size "$1"). Delete the folder when the books need not be kept any more."
        bakehouse_say_backups "$1"
    fi
}

# To be called before anything else of a purge, with the script's own arguments: debconf begins the
# script again with them.
bakehouse_purged() {
    bakehouse_confmodule=${BAKEHOUSE_ROOT:-}/usr/share/debconf/confmodule
    if [ -e "$bakehouse_confmodule" ]; then
        # shellcheck disable=SC1090 # It is of the system where the package is removed.
        . "$bakehouse_confmodule"
        bakehouse_purge_folder "$(bakehouse_folder)"
        db_purge || true
    else
        bakehouse_asked() { return 1; }
        bakehouse_purge_folder "$(bakehouse_folder)"
    fi
    bakehouse_say_others
    return 0
}
