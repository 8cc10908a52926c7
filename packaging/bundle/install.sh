#!/bin/sh
# Installs this bundle: as root into /opt/bakehouse for everybody, else into ~/.local/opt/bakehouse.
# Options: --to FOLDER; --remove takes an installed one away and leaves the shops' data alone.
set -eu
umask 022 # What unpacked us closes all to others.
here=$(cd "$(dirname "$0")" && pwd)
to=
remove=no
while [ $# -gt 0 ]; do
    case $1 in
    --to)
        to=${2:?"--to needs a folder"}
        shift
        ;;
    --remove) remove=yes ;;
    *)
        echo "usage: FILE.run -- [--to FOLDER] [--remove]" >&2
        exit 2
        ;;
    esac
    shift
done

if [ "$(id -u)" -eq 0 ]; then
    place=/opt/bakehouse links=/usr/local/bin shared=/usr/local/share unit=/etc/systemd/system
else
    place=$HOME/.local/opt/bakehouse links=$HOME/.local/bin shared=${XDG_DATA_HOME:-$HOME/.local/share} unit=
fi
to=${to:-$place}
case $to in /*) ;; *) to=$(pwd)/$to ;; esac
id=org.bakehouse.Bakehouse

ours() { # ours LINK: whether it leads into our folder
    [ -L "$1" ] && case $(readlink "$1") in "$to"/*) true ;; *) false ;; esac
}

remove_links() {
    for name in bakehouse bakehousectl bakehouse-remove; do
        if ours "$links/$name"; then rm -f "$links/$name"; fi
    done
    if [ -f "$shared/applications/$id.desktop" ] && grep -q "^Exec=$to/" "$shared/applications/$id.desktop"; then
        rm -f "$shared/applications/$id.desktop"
    fi
    if ours "$shared/icons/hicolor/scalable/apps/$id.svg"; then rm -f "$shared/icons/hicolor/scalable/apps/$id.svg"; fi
    if [ -n "$unit" ] && [ -f "$unit/bakehouse.service" ] && grep -q "^ExecStart=$to/" "$unit/bakehouse.service"; then
        if [ -d /run/systemd/system ]; then systemctl disable --now bakehouse.service || true; fi
        rm -f "$unit/bakehouse.service"
    fi
}

if [ "$remove" = yes ]; then
    [ -e "$to/version" ] || {
        echo "Bakehouse is not installed in $to." >&2
        exit 1
    }
    remove_links
    # shellcheck source=packaging/scripts/maintainer.sh
    . "$to/share/maintainer.sh"
    rm -rf "$to"
    bakehouse_removed
    echo "Bakehouse was removed from $to."
    exit 0
fi

if [ -e "$to" ] && [ ! -e "$to/version" ] && [ -n "$(ls -A "$to" 2>/dev/null)" ]; then
    echo "There is something else in $to; name another folder with --to." >&2
    exit 1
fi
# The C library is the machine's own; all else comes along, graphics for where the machine has none.
runs_here() {
    LD_LIBRARY_PATH=$here/lib:$here/lib/system "$here/bin/bakehousectl" --version
}
if ! runs_here >/dev/null 2>&1; then
    echo "This machine's C library is too old (2.36 is needed), or it is of another kind." >&2
    runs_here || true
    exit 1
fi
if [ ! -e /usr/share/zoneinfo/UTC ]; then
    echo "The time zones are missing here (package tzdata); the shop's times would be wrong." >&2
    exit 1
fi

# Beside its place first: the old program counts until the new one is whole.
mkdir -p "$(dirname "$to")"
rm -rf "$to.new"
mkdir "$to.new"
cp -R "$here/." "$to.new/"
chmod -R u=rwX,go=rX "$to.new"
for library in "$to.new"/lib/system/*; do # Graphics: the machine's own where it has them.
    if ! ldconfig -p 2>/dev/null | grep -q "	$(basename "$library") "; then mv "$library" "$to.new/lib/"; fi
done
rm -rf "$to.new/lib/system"
"$to.new/bin/bakehouse" --version >/dev/null || {
    rm -rf "$to.new"
    echo "The counter does not start on this machine; nothing was changed." >&2
    exit 1
}
rm -rf "$to.old"
if [ -e "$to" ]; then mv "$to" "$to.old"; fi
mv "$to.new" "$to"
rm -rf "$to.old"

mkdir -p "$links" "$shared/applications" "$shared/icons/hicolor/scalable/apps"
ln -sf "$to/bin/bakehouse" "$links/bakehouse"
ln -sf "$to/bin/bakehousectl" "$links/bakehousectl"
printf '#!/bin/sh\nexec sh "%s/install.sh" --to "%s" --remove\n' "$to" "$to" >"$to/bin/bakehouse-remove"
chmod 755 "$to/bin/bakehouse-remove"
ln -sf "$to/bin/bakehouse-remove" "$links/bakehouse-remove"
sed "s#^Exec=bakehouse#Exec=$to/bin/bakehouse#" "$to/share/applications/$id.desktop" >"$shared/applications/$id.desktop"
ln -sf "$to/share/icons/hicolor/scalable/apps/$id.svg" "$shared/icons/hicolor/scalable/apps/$id.svg"
if [ -n "$unit" ]; then
    getent group bakehouse >/dev/null || groupadd --system bakehouse
    getent passwd bakehouse >/dev/null || useradd --system --gid bakehouse --no-create-home \
        --home-dir /var/lib/bakehouse --shell /usr/sbin/nologin bakehouse
    mkdir -p "$unit"
    sed "s#^ExecStart=/usr/bin#ExecStart=$to/bin#" "$to/share/bakehouse.service" >"$unit/bakehouse.service"
    if [ -d /run/systemd/system ]; then
        systemctl daemon-reload || true
        systemctl try-restart bakehouse.service || true # One that runs goes on with the new program.
    fi
    echo "To serve a shop from now on:  systemctl enable --now bakehouse"
fi
echo "Bakehouse $(cat "$to/version") is in $to; bakehouse opens the counter, bakehouse-remove takes it away."
