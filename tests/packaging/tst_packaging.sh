#!/bin/sh
# sh tests/packaging/tst_packaging.sh BUILD BAKEHOUSECTL: what the packages bring is well-formed and
# complete, without a package being built.
set -u
build=$1 ctl=$2
top=$(cd "$(dirname "$0")/../.." && pwd)
packaging=$top/packaging
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export LC_ALL=C.UTF-8
passed=0
failed=0

# check NAME COMMAND…: one promise.
check() {
    name=$1
    shift
    if "$@" >"$work/out" 2>&1; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAIL: $name"
        cat "$work/out"
    fi
}

metainfo=$build/packaging/org.bakehouse.Bakehouse.metainfo.xml
check "the AppStream description is valid" appstreamcli validate --no-net "$metainfo"
check "it names this version" grep -q "release version=\"$("$ctl" --version | cut -d ' ' -f 2)\"" "$metainfo"
check "the desktop file is valid" desktop-file-validate "$packaging/desktop/org.bakehouse.Bakehouse.desktop"

man_is_clean() {
    words=$(MANROFFSEQ='' MANWIDTH=80 man --warnings -E UTF-8 -l -Tutf8 -Z "$1" 2>&1 >/dev/null) || return 1
    echo "$words"
    [ -z "$words" ]
}
for page in bakehouse.1 bakehousectl.1 bakehouse.5; do
    check "$page has no faults" man_is_clean "$build/packaging/man/$page"
done
man -l "$build/packaging/man/bakehousectl.1" 2>/dev/null | col -b >"$work/commands"
man -l "$build/packaging/man/bakehouse.5" 2>/dev/null | col -b >"$work/settings"
for command in $("$ctl" --help | sed -n '/^Commands:/,/^$/s/^  \([a-z][a-z-]*\).*/\1/p'); do
    check "the manual has the command $command" grep -Eq "^ +$command( |\$)" "$work/commands"
done
for setting in $("$ctl" --print-settings | sed -n 's/^\([a-z][a-z_.]*\) = .*/\1/p'); do
    check "the manual has the setting $setting" grep -q "^ *$setting\( \|\$\)" "$work/settings"
done

# completes LINE WORD…: whether bash offers each WORD at the end of LINE.
completes() {
    line=$1
    shift
    offered=$(PATH=$(dirname "$ctl"):$PATH bash -c '
        source "$1"
        read -r -a COMP_WORDS <<<"$2"
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        _bakehouse "${COMP_WORDS[0]}" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
        printf "%s\n" "${COMPREPLY[@]}"' bash "$packaging/completion/bakehousectl.bash" "$line")
    for word in "$@"; do
        printf '%s\n' "$offered" | grep -qx -e "$word" || {
            echo "\"$line\" offers: $offered"
            return 1
        }
    done
}
check "completion knows the commands" completes "bakehousectl s" serve status
check "completion knows a command's options" completes "bakehousectl key --sc" --scope
check "completion knows the settings" completes "bakehousectl serve --ui-th" --ui-theme

exposure_is_low() {
    score=$(systemd-analyze security --offline=true --no-pager "$packaging/systemd/bakehouse.service" |
        sed -n 's/.*exposure level for [^:]*: \([0-9.]*\) .*/\1/p')
    echo "exposure $score"
    awk -v score="$score" 'BEGIN { exit !(score != "" && score <= 3.0) }'
}
check "the unit's exposure is at most 3.0" exposure_is_low
unit_has() { grep -q "^$1\$" "$packaging/systemd/bakehouse.service"; }
for line in Type=notify 'WatchdogSec=[1-9].*' 'MemoryMax=.*' 'CPUWeight=.*' 'TasksMax=.*' User=bakehouse \
    StateDirectory=bakehouse RuntimeDirectory=bakehouse LogsDirectory=bakehouse; do
    check "the unit has $line" unit_has "$line"
done

for script in "$packaging"/*.sh "$packaging"/*/*.sh "$packaging"/deb/*.in "$packaging"/*/*/*.sh; do
    case $script in *.1.in | *.5.in) continue ;; esac
    check "$script can be read" sh -n "$script"
done
for script in preinst postinst prerm postrm config; do
    check "the package's $script can be read" sh -n "$build/packaging/deb/$script"
done
check "bash reads the completion" bash -n "$packaging/completion/bakehousectl.bash"

SOURCE_DATE_EPOCH=1
export SOURCE_DATE_EPOCH
sh "$packaging/release/sbom.sh" 1.2.3 "$ctl" >"$work/sbom" 2>/dev/null
sh "$packaging/release/sbom.sh" 1.2.3 "$ctl" >"$work/again" 2>/dev/null
sbom_is_whole() {
    node -e '
        const bom = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
        const names = bom.components.map(c => c.name);
        const wanted = ["libqt6core6", "libpq5", "libqt6sql6-sqlite", "Lato"];
        const missing = wanted.filter(name => !names.includes(name));
        const refs = new Set(bom.components.map(c => c["bom-ref"]));
        const loose = bom.dependencies[0].dependsOn.filter(ref => !refs.has(ref));
        if (bom.bomFormat !== "CycloneDX" || bom.specVersion !== "1.5" || missing.length || loose.length
            || bom.components.some(c => !c.version) || refs.size !== bom.components.length) {
            console.log(missing, loose);
            process.exit(1);
        }' "$work/sbom"
}
check "the bill of materials is whole" sbom_is_whole
check "it is the same each time" cmp "$work/sbom" "$work/again"

changes_are_there() { sh "$packaging/release/changes.sh" 999.0 | grep -q '^- '; }
check "the changes can be told" changes_are_there
one_version() { [ "$(grep -c '^project(bakehouse VERSION' "$top/CMakeLists.txt")" = 1 ]; }
check "the version stands in one place" one_version
workflows_are_thin() {
    ! grep -hE '^ *(- )?run:' "$top"/.github/workflows/*.yml | grep -vE 'run: (sh tests/run\.sh|sh packaging/[a-z/]+\.sh|apt-get )'
}
check "the workflows call our scripts only" workflows_are_thin

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
