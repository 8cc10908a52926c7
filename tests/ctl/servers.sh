#!/bin/sh
# sh servers.sh FOLDER PROGRAM...: puts the PostgreSQL servers of servers/package-lock.json into
# FOLDER/node_modules, from npm or from its cache, and runs PROGRAM with BAKEHOUSE_SERVERS naming that
# folder. Ends with 77 and a sentence where they are not to be had: then nothing was tested.
set -u
mkdir -p "$1"
folder=$(cd "$1" && pwd)
shift
here=$(cd "$(dirname "$0")" && pwd)/servers

skip() {
    echo "Carrying a database over was not tested: $1" >&2
    exit 77
}

links() {
    (cd "$folder/node_modules/$1" && node scripts/hydrate-symlinks.js)
}

if [ "$(uname -sm)" != "Linux x86_64" ]; then
    skip "the servers of other versions are there for Linux on x86-64 alone."
fi
for program in node npm; do
    command -v "$program" >/dev/null || skip "it needs $program (Debian's nodejs and npm)."
done
if ! cmp -s "$here/package-lock.json" "$folder/installed.json"; then
    rm -f "$folder/installed.json"
    cp "$here/package.json" "$here/package-lock.json" "$folder/"
    (cd "$folder" &&
        npm ci --ignore-scripts --prefer-offline --no-audit --no-fund --no-update-notifier) ||
        skip "npm reached no registry and its cache does not have the servers."
    # What the packages' own scripts would do: a package of npm holds no links.
    links postgres-14 && links postgres-17 || skip "the servers' libraries could not be linked."
    cp "$folder/package-lock.json" "$folder/installed.json"
fi
BAKEHOUSE_SERVERS=$folder/node_modules exec "$@"
