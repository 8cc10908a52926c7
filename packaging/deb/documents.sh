#!/bin/sh
# sh packaging/deb/documents.sh FOLDER VERSION MAINTAINER: writes FOLDER/changelog.gz, what changed in
# VERSION as Debian wants it. The day is that of the sources (SOURCE_DATE_EPOCH), else today.
set -eu
folder=$1 version=$2 maintainer=$3
top=$(cd "$(dirname "$0")/../.." && pwd)
mkdir -p "$folder"
{
    echo "bakehouse ($version) bookworm; urgency=medium"
    echo
    sh "$top/packaging/release/changes.sh" "$version" | grep '^- ' | cut -c3- | while IFS= read -r line; do
        printf '%s\n' "$line" | fold -s -w 74 | sed -e 's/ *$//' -e '1s/^/  * /' -e '2,$s/^/    /'
    done
    echo
    echo " -- $maintainer  $(LC_ALL=C date -u -R -d "@${SOURCE_DATE_EPOCH:-$(date +%s)}")"
} | gzip -9nc >"$folder/changelog.gz"
