#!/bin/sh
# sh packaging/release.sh [--out FOLDER] [--key FILE] [--twice] [--quick]: builds everything that is
# released and prints what there is to know of it. All of it lies in FOLDER (build/release/artefacts).
#   --key FILE   signs with that key of minisign; without it one is made for this build alone
#   --twice      builds what is committed a second time in another folder and compares DEB and TGZ byte
#                by byte; a tree with changes would differ and is refused
#   --quick      what is built already is packed as it is
set -eu
cd "$(dirname "$0")/.."
top=$(pwd)
. packaging/packages.sh

out=$top/build/release/artefacts
key=
twice=no
quick=no
while [ $# -gt 0 ]; do
    case $1 in
    --out)
        out=${2:?"--out needs a folder"}
        shift
        ;;
    --key)
        key=${2:?"--key needs a file"}
        shift
        ;;
    --twice) twice=yes ;;
    --quick) quick=yes ;;
    *)
        echo "usage: sh packaging/release.sh [--out FOLDER] [--key FILE] [--twice] [--quick]" >&2
        exit 2
        ;;
    esac
    shift
done

begin() {
    echo "== $1"
}

if [ "$twice" = yes ] && [ -n "$(git status --porcelain)" ]; then
    echo "--twice compares what is committed, and there are changes:" >&2
    git status --short >&2
    exit 2
fi

# The day of the sources decides every time that ends up in a package.
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
QT_RCC_SOURCE_DATE_OVERRIDE=$SOURCE_DATE_EPOCH
export SOURCE_DATE_EPOCH QT_RCC_SOURCE_DATE_OVERRIDE
export LC_ALL=C.UTF-8 TZ=UTC
umask 022
version=$(sed -n 's/^project(bakehouse VERSION \([0-9.]*\).*/\1/p' CMakeLists.txt)

# sorted FILE.tar.gz: cpack takes files in the order of the disk; the name's is the same everywhere.
sorted() {
    unpacked=$(mktemp -d)
    tar -C "$unpacked" -xzf "$1"
    tar -C "$unpacked" --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner \
        -cf - "$(ls "$unpacked")" | gzip -9n >"$1.new"
    mv "$1.new" "$1"
    rm -rf "$unpacked"
}

# pack BUILD: all that cpack makes of a finished build.
pack() {
    rm -rf "$1/packages"
    for kind in DEB TGZ RPM; do
        (cd "$1" && cpack -G "$kind" >cpack.log 2>&1) || {
            tail -n 20 "$1/cpack.log" >&2
            return 1
        }
    done
    sorted "$(echo "$1"/packages/*.tar.gz)"
}

begin "packages"
# shellcheck disable=SC2086 # The lists are meant to fall into words.
install_packages $build_packages $release_packages

begin "build $version"
cached=no
# What is released is made here and now: what an earlier build left would carry its day. Only figures stay.
if [ "$quick" = no ] && [ -d build/release ]; then
    find build/release -mindepth 1 -maxdepth 1 ! -name bench ! -name artefacts -exec rm -rf {} +
fi
[ "$quick" = yes ] || build release
mkdir -p "$out"
out=$(cd "$out" && pwd)
rm -rf "${out:?}"/*

begin "hardening"
sh packaging/check/hardening.sh build/release/bin/bakehouse build/release/bin/bakehousectl

begin "DEB, TGZ, RPM"
pack build/release
find build/release/packages -maxdepth 1 -type f -exec cp {} "$out/" \;

begin "self-contained .run"
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
DESTDIR=$tree cmake --install build/release --prefix /usr --strip >/dev/null
sh packaging/bundle/make.sh "$tree/usr" "$version" "$out/bakehouse-$version-$(uname -m).run"

begin "bill of materials, changes, licences"
sh packaging/release/sbom.sh "$version" build/release/bin/bakehouse build/release/bin/bakehousectl >"$out/bakehouse-$version.cdx.json"
sh packaging/release/changes.sh "$version" >"$out/CHANGES-$version.md"
cp packaging/deb/copyright "$out/LICENCES-$version.txt"

if [ "$twice" = yes ]; then
    begin "built again elsewhere, compared"
    second=$(mktemp -d)/bakehouse
    git clone -q "$top" "$second"
    (
        cd "$second"
        build release
    )
    pack "$second/build/release"
    different=0
    for made in build/release/packages/*.deb build/release/packages/*.tar.gz; do
        cmp "$made" "$second/$made" || different=$((different + 1))
    done
    [ "$different" -eq 0 ] || {
        echo "$different packages differ; diffoscope tells where: $second/build/release/packages" >&2
        exit 1
    }
    rm -rf "$(dirname "$second")"
    echo "DEB and TGZ: the same to the bit"
fi

begin "checksums and signature"
(cd "$out" && find . -maxdepth 1 -type f ! -name 'SHA256SUMS*' ! -name '*.pub' -printf '%f\n' | sort | xargs sha256sum >SHA256SUMS)
if [ -z "$key" ]; then
    key=$out/../throwaway.key
    minisign -G -W -f -p "$out/bakehouse.pub" -s "$key" >/dev/null
    echo "No --key: signed with one made for this build alone; its other half is bakehouse.pub."
fi
minisign -S -s "$key" -m "$out/SHA256SUMS" -t "Bakehouse $version" >/dev/null

begin "what there is to know"
(cd "$out" && find . -maxdepth 1 -type f -printf '%f %s\n' | sort | awk '{ printf "%12d %s\n", $2, $1 }')
sh packaging/check/numbers.sh build/release/bin/bakehousectl
echo "exposure: $(systemd-analyze security --offline=true --no-pager packaging/systemd/bakehouse.service | sed -n 's/.*exposure level for [^:]*: //p')"
appstreamcli validate --no-net build/release/packaging/org.bakehouse.Bakehouse.metainfo.xml
lintian --fail-on error,warning "$out"/*.deb && echo "lintian: clean"
echo "release: $out"
