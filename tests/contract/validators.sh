#!/bin/sh
# sh validators.sh FOLDER: puts the validators of package-lock.json into FOLDER/node_modules, from npm
# or from its cache. Does nothing when they are there, so it needs no network twice.
set -eu
folder=$1
here=$(cd "$(dirname "$0")" && pwd)

for program in node npm; do
    if ! command -v "$program" >/dev/null; then
        echo "The tests of the API's contract need $program: install Debian's nodejs and npm." >&2
        exit 1
    fi
done
if cmp -s "$here/package-lock.json" "$folder/installed.json"; then
    exit 0
fi
mkdir -p "$folder"
rm -f "$folder/installed.json"
cp "$here/package.json" "$here/package-lock.json" "$folder/"
cd "$folder"
if ! npm ci --ignore-scripts --prefer-offline --no-audit --no-fund --no-update-notifier; then
    echo "The validators of tests/contract/package-lock.json could not be installed into $folder:" \
        "npm reached no registry and its cache does not have them all." >&2
    exit 1
fi
cp package-lock.json installed.json
