#!/bin/sh
# sh packaging/check/bundle.sh FILE.run: installs the self-contained file in a bare Debian 12, which has
# neither Qt nor PostgreSQL, sells, serves, opens the counter, tests itself and is removed.
set -eu
# shellcheck source=packaging/check/chroot.sh
. "$(dirname "$0")/chroot.sh"
enter_namespaces "$@"
[ $# -eq 1 ] || fail "usage: sh packaging/check/bundle.sh FILE.run"
top=$(cd "$(dirname "$0")/../.." && pwd)
work=$top/build/check
root=$(mkdir -p "$work" && mktemp -d "$work/bundle.XXXXXX")
trap 'umount "$root/proc" "$root/dev/shm" 2>/dev/null; rm -rf "$root" "$root.log"' EXIT

say "a bare Debian"
bare_debian "$root" "$work/base.tar"
if inside sh -c 'ls /usr/lib/postgresql /usr/lib/*/libQt6Core.so.6' >/dev/null 2>&1; then fail "there is Qt or PostgreSQL here"; fi
cp "$1" "$root/bakehouse.run"

say "install"
inside sh /bakehouse.run --noprogress
[ -x "$root/opt/bakehouse/bin/bakehouse" ] || fail "it is not in /opt/bakehouse"
inside bakehousectl --version

say "import, replay, verify, as the service's user"
make_goods
as_service bakehousectl import tax /tmp/tax.csv
as_service bakehousectl import catalogue /tmp/goods.csv
as_service bakehousectl replay /tmp/receipts.csv --as-fast-as-possible
as_service bakehousectl verify

say "serve"
as_service bakehousectl serve --port 5000 >"$root/tmp/serve.log" 2>&1 &
server=$!
await 120 grep -q '^ready ' "$root/tmp/serve.log" || { cat "$root/tmp/serve.log"; fail "serve"; }
inside bakehousectl status --json >"$root/tmp/status.json" || fail "status"
[ "$(json_number "$root/tmp/status.json" receipts)" = 3 ] || fail "the sales are not there"

say "a counter of another account, with a shop of its own"
inside useradd --create-home anna
inside runuser -u anna -- timeout 60 bakehouse --data /home/anna/shop --api-enabled no >"$root/tmp/counter.log" 2>&1 &
await 50 test -e "$root/home/anna/shop/run.json" || { cat "$root/tmp/counter.log"; fail "the counter"; }
inside runuser -u anna -- bakehousectl status --data /home/anna/shop || fail "status of the counter"
for program in bakehouse bakehousectl; do stop_program "$program"; done
wait "$server" || fail "serve did not end well"

if inside bakehousectl --help | grep -q '^  selftest'; then
    say "selftest"
    as_service bakehousectl selftest || fail "selftest"
fi

say "again over it, and removal"
inside sh /bakehouse.run --noprogress >/dev/null
as_service bakehousectl verify
inside bakehouse-remove >"$root/tmp/remove.log" 2>&1 || { cat "$root/tmp/remove.log"; fail "removal"; }
cat "$root/tmp/remove.log"
grep -q /var/lib/bakehouse "$root/tmp/remove.log" || fail "removal does not say where the data is"
[ ! -e "$root/opt/bakehouse" ] || fail "removal left the program"
[ ! -L "$root/usr/local/bin/bakehouse" ] || fail "removal left a link"
[ -d "$root/var/lib/bakehouse/cluster" ] || fail "removal took the data"
echo "check of the .run: passed"
