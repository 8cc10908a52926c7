#!/bin/sh
# sh packaging/run.sh [option…]: installs what is missing, builds what the shop runs and starts it on
# its own database. Options go to the program.
set -eu
top=$(cd "$(dirname "$0")/.." && pwd)
started=$(pwd)
cd "$top"
. packaging/packages.sh

# shellcheck disable=SC2086 # The list is meant to fall into words.
install_packages $build_packages
build release

cd "$started" # Paths among the options are meant from here.
till=$top/build/release/bin/bakehouse
if [ -x "$till" ] && [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    exec "$till" "$@"
fi
cat <<END
No window here: starting bakehousectl serve. When it says "ready http://ADDRESS:PORT", customers order
at that address, and  curl http://ADDRESS:PORT/api/health  tells how it is. Ctrl+C ends it.
END
exec "$top/build/release/bin/bakehousectl" serve "$@"
