#!/bin/sh
# sh node_packages.sh SOURCE FOLDER: puts the packages of SOURCE/package-lock.json into FOLDER/node_modules,
# from npm or from its cache. Does nothing when they are there, so it needs no network twice.
set -eu
source=$1
folder=$2

for program in node npm; do
    if ! command -v "$program" >/dev/null; then
        echo "The tests in $source need $program: install Debian's nodejs and npm." >&2
        exit 1
    fi
done
if cmp -s "$source/package-lock.json" "$folder/installed.json"; then
    exit 0
fi
mkdir -p "$folder"
rm -f "$folder/installed.json"
cp "$source/package.json" "$source/package-lock.json" "$folder/"
cd "$folder"
if ! npm ci --ignore-scripts --prefer-offline --no-audit --no-fund --no-update-notifier; then
    echo "The packages of $source/package-lock.json could not be installed into $folder:" \
        "npm reached no registry and its cache does not have them all." >&2
    exit 1
fi
cp package-lock.json installed.json
