#!/bin/sh
# sh packaging/check/deb.sh FOLDER [OLDER]: installs the packages of FOLDER with apt in a bare Debian
# 12, sells, serves, tests itself, is upgraded to from those of OLDER (where none are named: from the
# same under an older number), is removed and purged. Takes minutes.
set -eu
# shellcheck source=packaging/check/chroot.sh
. "$(dirname "$0")/chroot.sh"
enter_namespaces "$@"
[ $# -ge 1 ] || fail "usage: sh packaging/check/deb.sh FOLDER [OLDER]"
packages=$(cd "$1" && pwd)
top=$(cd "$(dirname "$0")/../.." && pwd)
work=$top/build/check
root=$(mkdir -p "$work" && mktemp -d "$work/deb.XXXXXX")
trap 'umount "$root/proc" "$root/dev/shm" 2>/dev/null; rm -rf "$root" "$root.log"' EXIT

say "a bare Debian"
bare_debian "$root" "$work/base.tar"
mkdir -p "$root/new" "$root/old"
cp "$packages"/bakehouse_*.deb "$packages"/bakehousectl_*.deb "$root/new/"
version=$(dpkg-deb -f "$root"/new/bakehousectl_*.deb Version)

if [ $# -ge 2 ]; then
    cp "$2"/bakehouse_*.deb "$2"/bakehousectl_*.deb "$root/old/"
else
    for package in "$root"/new/*.deb; do
        dpkg-deb -R "$package" "$root/old/tree"
        sed -i -e 's/^Version: .*/Version: 0.0.1/' -e "s/(= $version)/(= 0.0.1)/" "$root/old/tree/DEBIAN/control"
        dpkg-deb -b "$root/old/tree" "$root/old" >/dev/null
        rm -rf "$root/old/tree"
    done
fi

say "apt installs the older packages"
inside apt-get update -qq
inside sh -c 'apt-get install -y -qq --no-install-recommends /old/*.deb' >"$root/tmp/install.log" 2>&1 ||
    { tail -n 20 "$root/tmp/install.log"; fail "apt install"; }
[ -z "$(inside pg_lsclusters -h)" ] || fail "installing made a cluster of PostgreSQL's own"
[ ! -e "$root/etc/postgresql-common/createcluster.d/bakehouse.conf" ] || fail "what forbade it is still there"
inside getent passwd bakehouse >/dev/null || fail "there is no user bakehouse"
[ -e "$root/lib/systemd/system/bakehouse.service" ] || fail "there is no unit"
[ -z "$(find "$root/etc/systemd" -name 'bakehouse.service')" ] || fail "the unit is enabled"

say "import and replay"
make_goods
as_service bakehousectl import tax /tmp/tax.csv
as_service bakehousectl import catalogue /tmp/goods.csv
as_service bakehousectl replay /tmp/receipts.csv --as-fast-as-possible
as_service bakehousectl verify

say "upgrade to $version"
inside sh -c 'apt-get install -y -qq --no-install-recommends /new/*.deb' >"$root/tmp/upgrade.log" 2>&1 ||
    { tail -n 20 "$root/tmp/upgrade.log"; fail "apt upgrade"; }
[ "$(inside dpkg-query -W -f="\${Version}" bakehousectl)" = "$version" ] || fail "not upgraded"

say "serve"
as_service bakehousectl serve --port 5000 >"$root/tmp/serve.log" 2>&1 &
server=$!
await 120 grep -q '^ready ' "$root/tmp/serve.log" || { cat "$root/tmp/serve.log"; fail "serve"; }
inside bakehousectl status --json >"$root/tmp/status.json" || fail "status"
[ "$(json_number "$root/tmp/status.json" receipts)" = 3 ] || fail "the sales are not there after the upgrade"
[ -e "$root/var/log/bakehouse/postgresql.log" ] || fail "the logs are not in /var/log/bakehouse"
say "a counter on the same PC joins it"
inside useradd --create-home anna
inside usermod --append --groups bakehouse anna
inside runuser -u anna -- timeout 60 bakehouse >"$root/tmp/counter.log" 2>&1 &
await 50 test -e "$root/home/anna/.local/share/bakehouse/run.json" || { cat "$root/tmp/counter.log"; fail "the counter"; }
[ ! -e "$root/home/anna/.local/share/bakehouse/cluster" ] || fail "a second shop arose"
grep -q 'bakehouse_counter@.*%2Frun%2Fbakehouse' "$root/home/anna/.local/share/bakehouse/settings.ini" || fail "the counter does not use the service's database"
inside runuser -u anna -- bakehousectl status || fail "status of the counter"
for program in bakehouse bakehousectl; do stop_program "$program"; done
wait "$server" || fail "serve did not end well"

if inside bakehousectl --help | grep -q '^  selftest'; then
    say "selftest"
    as_service bakehousectl selftest || fail "selftest"
fi

say "removal keeps the data"
inside apt-get remove -y -qq bakehouse bakehousectl >"$root/tmp/remove.log" 2>&1 || fail "removal"
grep -q /var/lib/bakehouse "$root/tmp/remove.log" || { cat "$root/tmp/remove.log"; fail "removal does not say where the data is"; }
[ -d "$root/var/lib/bakehouse/cluster" ] || fail "removal took the data"
say "purge asks; no keeps the data"
inside dpkg --purge bakehousectl >"$root/tmp/purge.log" 2>&1 || { cat "$root/tmp/purge.log"; fail "purge"; }
[ -d "$root/var/lib/bakehouse/cluster" ] || fail "a purge without an answer took the data"
say "installed again, the shop is there; yes deletes it"
inside sh -c 'apt-get install -y -qq --no-install-recommends /new/*.deb' >"$root/tmp/again.log" 2>&1 || fail "installing again"
as_service bakehousectl verify || fail "the shop is not sound"
echo 'bakehousectl bakehousectl/purge_data boolean true' | inside debconf-set-selections
inside apt-get purge -y -qq bakehouse bakehousectl >"$root/tmp/purge.log" 2>&1 || { cat "$root/tmp/purge.log"; fail "purge"; }
[ ! -e "$root/var/lib/bakehouse" ] || fail "the purge left the data"
echo "check of the DEB packages: passed"
