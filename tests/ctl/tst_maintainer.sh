#!/bin/sh
# sh tests/ctl/tst_maintainer.sh: removal keeps a shop's data and says where, a purge asks first. Under
# set -e, as maintainer scripts run.
set -eu
top=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
holder=
trap 'if [ -n "$holder" ]; then kill "$holder" 2>/dev/null || true; fi; rm -rf "$work"' EXIT
failures=0

# A machine with a shop of the service, one of a user, and a debconf that answers $1 (or is not there).
machine() {
    root=$work/$1
    mkdir -p "$root/var/lib/bakehouse/cluster" "$root/var/lib/bakehouse/tills" "$root/var/log/bakehouse" \
        "$root/etc/default" "$root/home/ada/.local/share/bakehouse/tills/t" "$root/usr/share/debconf"
    echo books >"$root/var/lib/bakehouse/cluster/PG_VERSION"
    : >"$root/var/lib/bakehouse/owner.lock"
    printf '{\n    "folder": "/mnt/stick"\n}\n' >"$root/var/lib/bakehouse/backups.json"
    printf 'root:x:0:0:root:/root:/bin/sh\nada:x:1000:1000::/home/ada:/bin/sh\n' >"$root/etc/passwd"
    cat >"$root/usr/share/debconf/confmodule" <<END
echo "begun with \$*" >>"$root/asked"
db_input() { echo "asked \$2" >>"$root/asked"; return 30; }
db_go() { return ${3:-0}; }
db_get() { RET=$2; }
db_purge() { echo purged >>"$root/asked"; }
END
}

# say FUNCTION: runs it as a maintainer script would; what it said is in $said.
say() {
    said=$(BAKEHOUSE_ROOT=$root sh -euc ". '$top/packaging/scripts/maintainer.sh'; $1" 2>&1 >"$root/stdout") || {
        echo "FAIL: $1 gave $?: $said"
        failures=$((failures + 1))
    }
    if [ -s "$root/stdout" ]; then
        echo "FAIL: $1 wrote to standard output"
        failures=$((failures + 1))
    fi
}

check() {
    if ! eval "$2"; then
        echo "FAIL: $1; it said: $said"
        failures=$((failures + 1))
    fi
}

says() {
    case $said in
    *"$1"*) return 0 ;;
    esac
    return 1
}

data=var/lib/bakehouse

machine removed true
say bakehouse_removed
check "removal keeps the data" '[ -e "$root/$data/cluster/PG_VERSION" ]'
check "removal says where" 'says "The shop'\''s data stays in $root/$data ("'
check "removal names a user's shop" 'says "A shop stays in $root/home/ada/.local/share/bakehouse"'
check "removal names the backups" 'says "Its backups stay in /mnt/stick."'
check "removal asks nothing" '[ ! -e "$root/asked" ]'

machine purged-yes true
say "bakehouse_purged purge"
check "a purge with yes deletes the data" '[ ! -e "$root/$data" ]'
check "and the log" '[ ! -e "$root/var/log/bakehouse" ]'
check "and says so" 'says "was deleted"'
check "it asked" 'grep -q "asked bakehousectl/purge_data" "$root/asked"'
check "debconf can begin the script again" 'grep -q "begun with purge" "$root/asked"'
check "debconf forgets the question" 'grep -q purged "$root/asked"'
check "a user's shop stays" '[ -d "$root/home/ada/.local/share/bakehouse/tills/t" ]'
check "and is named" 'says "A shop stays in $root/home/ada"'

machine purged-no false
say "bakehouse_purged purge"
check "a purge with no keeps the data" '[ -e "$root/$data/cluster/PG_VERSION" ]'
check "and says where" 'says "stays in $root/$data"'

machine purged-silently true 30
say "bakehouse_purged purge"
check "nobody was asked: the data stays" '[ -e "$root/$data/cluster/PG_VERSION" ]'

machine without-debconf true
rm "$root/usr/share/debconf/confmodule"
say "bakehouse_purged purge"
check "without debconf the data stays" '[ -e "$root/$data/cluster/PG_VERSION" ]'
check "and it is said where" 'says "stays in $root/$data"'

machine in-use true
mkfifo "$root/held"
flock -F "$root/$data/owner.lock" sh -c "echo >'$root/held'; exec sleep 600" &
holder=$!
read -r _ <"$root/held"
say "bakehouse_purged purge"
check "a shop in use stays" '[ -e "$root/$data/cluster/PG_VERSION" ]'
check "and it is said why" 'says "a program is using it"'
check "without a question" '! grep -q asked "$root/asked"'

machine link true
mv "$root/$data" "$root/elsewhere"
ln -s "$root/elsewhere" "$root/$data"
say "bakehouse_purged purge"
check "what a link leads to stays" '[ -e "$root/elsewhere/cluster/PG_VERSION" ]'
check "and it is said where" 'says "$root/elsewhere"'

machine empty true
rm -r "$root/$data/cluster" "$root/$data/tills"
say "bakehouse_purged purge"
check "a folder without a shop goes without a question" '[ ! -e "$root/$data" ] && ! grep -q asked "$root/asked"'

machine chosen true
mkdir -p "$root/srv/shop/tills/t"
echo 'BAKEHOUSE_DATA="/srv/shop"' >"$root/etc/default/bakehouse"
say "bakehouse_purged purge"
check "a shop elsewhere stays" '[ -d "$root/srv/shop/tills/t" ]'
check "and is named" 'says "A shop stays in /srv/shop"'

machine nothing true
rm -r "$root/var" "$root/home"
say bakehouse_removed
check "nothing there, nothing said" '[ -z "$said" ]'
say "bakehouse_purged purge"
check "nothing there to purge" '[ -z "$said" ]'

if command -v shellcheck >/dev/null; then
    shellcheck -s sh "$top/packaging/scripts/maintainer.sh" || failures=$((failures + 1))
fi
if [ "$failures" -gt 0 ]; then
    echo "$failures checks failed"
    exit 1
fi
echo "all checks passed"
