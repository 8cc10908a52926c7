#!/bin/sh
# sh packaging/bundle/make.sh TREE VERSION OUT: makes OUT, one file that installs Bakehouse with all it
# needs: the programs installed below TREE, and from this machine Qt, PostgreSQL and every library but
# the C library. Needs patchelf, makeself and the packages that the program is built with.
set -eu
tree=$1 version=$2 out=$3
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
bundle=$work/bakehouse
system=$(gcc -print-multiarch 2>/dev/null || echo x86_64-linux-gnu)
plugins=/usr/lib/$system/qt6/plugins
server=$(find /usr/lib/postgresql -mindepth 1 -maxdepth 1 -type d | sort -V | tail -n 1)
major=${server##*/}

mkdir -p "$bundle/bin" "$bundle/lib/system" "$bundle/plugins" "$bundle/translations" "$bundle/licences" \
    "$bundle/lib/postgresql/$major" "$bundle/share/postgresql"
cp "$tree"/bin/* "$bundle/bin/"
cp -R "$tree/share/." "$bundle/share/"
cp "$tree/lib/systemd/system/bakehouse.service" "$bundle/share/"

# PostgreSQL finds its shared files by the way from its programs to them, which stays as it was.
mkdir -p "$bundle/lib/postgresql/$major/bin" "$bundle/lib/postgresql/$major/lib"
cp "$server"/bin/* "$bundle/lib/postgresql/$major/bin/"
for module in plpgsql amcheck dict_snowball; do
    cp "$server/lib/$module.so" "$bundle/lib/postgresql/$major/lib/"
done
cp "$server"/lib/libpqwalreceiver.so "$server"/lib/pgoutput.so "$server"/lib/*_and_*.so \
    "$server"/lib/utf8_and_*.so "$bundle/lib/postgresql/$major/lib/" 2>/dev/null || true
cp -RL "/usr/share/postgresql/$major" "$bundle/share/postgresql/$major"
rm -rf "$bundle/share/postgresql/$major/man"

for kind in platforms imageformats iconengines sqldrivers tls xcbglintegrations platforminputcontexts \
    platformthemes egldeviceintegrations wayland-shell-integration wayland-graphics-integration-client \
    wayland-decoration-client printsupport; do
    [ ! -d "$plugins/$kind" ] || cp -R "$plugins/$kind" "$bundle/plugins/"
done
# Of databases only the till's journal is opened through Qt; of themes none of a desktop we do not have.
find "$bundle/plugins/sqldrivers" -name '*.so' ! -name libqsqlite.so -delete
rm -f "$bundle/plugins/platformthemes/libqgtk3.so"
cp /usr/share/qt6/translations/qtbase_*.qm "$bundle/translations/" 2>/dev/null || true

# What the C library brings belongs to the machine; so do its graphics drivers, for which the dispatchers
# go into a folder that is only looked into where the machine has none.
of_the_machine() {
    case $1 in
    ld-linux* | libc.so.* | libm.so.* | libdl.so.* | libpthread.so.* | librt.so.* | libresolv.so.* | \
        libutil.so.* | libnss_* | libnsl.so.* | libanl.so.* | libmvec.so.* | linux-vdso*) return 0 ;;
    esac
    return 1
}
of_graphics() {
    case $1 in
    libGL.so.* | libGLX.so.* | libEGL.so.* | libOpenGL.so.* | libGLdispatch.so.* | libGLESv2.so.* | \
        libgbm.so.* | libdrm.so.*) return 0 ;;
    esac
    return 1
}
find "$bundle" -type f \( -name '*.so*' -o -path '*/bin/*' \) -exec ldd {} + 2>/dev/null |
    awk '$2 == "=>" && $3 ~ "^/" { print $1, $3 }' | sort -u | while read -r name file; do
    if of_the_machine "$name"; then continue; fi
    place=$bundle/lib
    if of_graphics "$name"; then place=$bundle/lib/system; fi
    cp -L "$file" "$place/$name"
    chmod 644 "$place/$name"
    dpkg-query -S "$(readlink -f "$file")" 2>/dev/null | sed 's/[:,].*//' >>"$work/packages" ||
        dpkg-query -S "$file" 2>/dev/null | sed 's/[:,].*//' >>"$work/packages" || true
done

# Every file finds its libraries by the way from itself to lib/.
find "$bundle" -type f \( -name '*.so*' -o -path '*/bin/*' \) | while read -r file; do
    below=$(dirname "${file#"$bundle"/}")
    case $below in
    lib | lib/system) way="\$ORIGIN" ;;
    *) way="\$ORIGIN/$(printf '%s\n' "$below" | sed 's#[^/][^/]*#..#g')/lib" ;;
    esac
    patchelf --set-rpath "$way" "$file" 2>/dev/null || true
done
printf '[Paths]\nPrefix = ..\nPlugins = plugins\nTranslations = translations\n' >"$bundle/bin/qt.conf"

printf '%s\n' "postgresql-$major" libqt6gui6 libqt6network6 libqt6sql6-sqlite libqt6svg6 >>"$work/packages"
sort -u "$work/packages" | while read -r package; do
    [ ! -e "/usr/share/doc/$package/copyright" ] ||
        cp -L "/usr/share/doc/$package/copyright" "$bundle/licences/$package"
done
cp "$tree/share/doc/bakehousectl/copyright" "$bundle/licences/bakehouse"
cp "$here/install.sh" "$bundle/install.sh"
cp "$here/../scripts/maintainer.sh" "$bundle/share/maintainer.sh"
echo "$version" >"$bundle/version"
chmod -R u=rwX,go=rX "$bundle"
chmod 755 "$bundle/install.sh"
find "$bundle" -exec touch -h -d "@${SOURCE_DATE_EPOCH:-$(date +%s)}" {} +

# gzip is everywhere; a bare Debian has no xz.
makeself --quiet --nox11 --gzip --complevel 9 --sha256 --tar-extra "--sort=name --owner=0 --group=0 --numeric-owner" \
    --packaging-date "$(LC_ALL=C date -u -d "@${SOURCE_DATE_EPOCH:-$(date +%s)}")" \
    "$bundle" "$out" "Bakehouse $version" ./install.sh
