#!/bin/sh
# sh packaging/release/sbom.sh VERSION PROGRAM…: prints a bill of materials (CycloneDX 1.5, JSON): what
# the programs are made of and link to, with the versions of this machine's packages. The same input
# gives the same bytes.
set -eu
version=$1
shift
stamp=$(date -u -d "@${SOURCE_DATE_EPOCH:-$(date +%s)}" +%Y-%m-%dT%H:%M:%SZ)
list=$(mktemp)
trap 'rm -f "$list"' EXIT

# Packages of the libraries that are linked, of those that are opened by name, and of the server.
{
    for program in "$@"; do ldd "$program"; done | awk '$3 ~ "^/" { print $3 }' | sort -u |
        while read -r file; do
            dpkg-query -S "$(readlink -f "$file")" 2>/dev/null || dpkg-query -S "$file" 2>/dev/null || true
        done | sed 's/[:,].*//'
    printf '%s\n' libqt6sql6-sqlite libqt6svg6 postgresql-15
} | sort -u | while read -r name; do
    dpkg-query -W -f='${Package} ${Version} ${Architecture} ${source:Package}\n' "$name" 2>/dev/null || true
done | sort -u >"$list"

# The licences that Debian's copyright file of a package names, where it is written for machines.
licences() {
    sed -n 's/^License: *//p' "/usr/share/doc/$1/copyright" 2>/dev/null | sed 's/[^A-Za-z0-9.+, -]//g' |
        sort -u | head -n 20 | awk '{ printf "%s%s", (NR > 1 ? "; " : ""), $0 }'
}

components() {
    first=yes
    while read -r name number kind source; do
        [ "$first" = yes ] || echo ","
        first=no
        printf '    {"type": "library", "bom-ref": "pkg:deb/debian/%s@%s", "name": "%s", "version": "%s",' \
            "$name" "$number" "$name" "$number"
        text=$(licences "$name")
        [ -z "$text" ] || printf ' "licenses": [{"license": {"name": "%s"}}],' "$text"
        printf ' "purl": "pkg:deb/debian/%s@%s?arch=%s\\u0026distro=debian-12", "properties": [{"name": "debian:source", "value": "%s"}]}' \
            "$name" "$number" "$kind" "$source"
    done <"$list"
    printf ',\n    {"type": "data", "bom-ref": "font:lato", "name": "Lato", "version": "2.0", "licenses": [{"license": {"id": "OFL-1.1"}}]}\n'
}

sum=$( (cat "$list"; echo "$version $stamp"; sha256sum "$@" | cut -d ' ' -f 1) | sha256sum | cut -c1-32)
serial=$(echo "$sum" | sed -E 's/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*/\1-\2-5\3-8\4-\5/')
cat <<END
{
  "bomFormat": "CycloneDX",
  "specVersion": "1.5",
  "serialNumber": "urn:uuid:$serial",
  "version": 1,
  "metadata": {
    "timestamp": "$stamp",
    "component": {
      "type": "application", "bom-ref": "bakehouse", "name": "bakehouse", "version": "$version",
      "licenses": [{"license": {"id": "GPL-3.0-or-later"}}],
      "hashes": [
END
for program in "$@"; do
    sha256sum "$program" | cut -d ' ' -f 1
done | sed 's/.*/        {"alg": "SHA-256", "content": "&"}/' | sed '$!s/$/,/'
cat <<END
      ]
    }
  },
  "components": [
END
components
cat <<END
  ],
  "dependencies": [
    {"ref": "bakehouse", "dependsOn": [
END
{ awk '{ printf "      \"pkg:deb/debian/%s@%s\"\n", $1, $2 }' "$list"; echo '      "font:lato"'; } | sed '$!s/$/,/'
cat <<END
    ]}
  ]
}
END
