#!/bin/sh
# sh packaging/man/make.sh FOLDER BAKEHOUSECTL VERSION DATE: writes the manual pages into FOLDER. What
# the commands are BAKEHOUSECTL says itself; what the settings are stands in README.md, which a test
# holds to the table of settings.
set -eu
folder=$1 ctl=$2 version=$3 date=$4
here=$(cd "$(dirname "$0")" && pwd)
readme=$here/../../README.md

# Text as troff wants it: no escapes, no hyphens that break, no commands at a line's beginning.
troff() {
    sed -e 's/\\/\\e/g' -e 's/-/\\-/g' -e "s/^\([.']\)/\\\\\&\1/" \
        -e 's/…/.\\|.\\|./g' -e 's/–/\\(en/g' -e 's/→/\\(->/g'
}

# The heading, the text before @LIST@, the list from standard input, the text behind it.
page() {
    sed -e "s/@VERSION@/$version/" -e "s/@DATE@/$date/" -e '/^@LIST@$/,$d' "$here/$1.in"
    cat
    sed -e '1,/^@LIST@$/d' "$here/$1.in"
}

# A command's words and its summary, which stand in columns as far as the words leave room.
commands() {
    LC_ALL=C.UTF-8 "$ctl" --help | sed -n '/^Commands:/,/^$/p' | grep '^  ' |
        LC_ALL=C.UTF-8 sed -E 's/^  (.{46}) ([A-Z])/\1\t\2/; t; s/^  (.*\]) ([A-Z][a-z])/\1\t\2/' |
        troff | sed -E 's/^ *(.*[^ ]) *\t(.*)$/.TP\n.B \1\n\2/'
}

settings() {
    sed -n '/^## Settings/,/^## /p' "$readme" | grep '^| `' | troff | awk -F ' *[|] *' '{
        name = $2; gsub(/`/, "", name); hint = ""
        if (match(name, / *\(.*\)/)) { hint = substr(name, RSTART + 1, RLENGTH - 1); name = substr(name, 1, RSTART - 1) }
        print ".TP\n.B " name " " hint
        print $5
        if ($3 != "") print "Default: " $3 "."
        if ($4 != "") print "Values: " $4 "."
    }' | sed 's/ *$//'
}

mkdir -p "$folder"
page bakehouse.1 </dev/null >"$folder/bakehouse.1"
commands | page bakehousectl.1 >"$folder/bakehousectl.1"
settings | page bakehouse.5 >"$folder/bakehouse.5"
for made in bakehouse.1 bakehousectl.1 bakehouse.5; do
    gzip -9nc "$folder/$made" >"$folder/$made.gz"
done
