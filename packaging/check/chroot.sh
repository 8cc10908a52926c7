# shellcheck shell=sh disable=SC2154
# Sourced by the checks of packages: bare Debian folders, entered by chroot. Needs root, debootstrap
# and a Debian mirror: BAKEHOUSE_MIRROR, or else the one that debootstrap knows.

say() {
    printf '== %s\n' "$*"
}

fail() {
    printf 'FAILED: %s\n' "$*" >&2
    exit 1
}

# In namespaces of its own: whatever a check leaves running or mounted ends with it.
enter_namespaces() {
    [ "$(id -u)" -eq 0 ] || fail "this needs root"
    [ "${BAKEHOUSE_CHECK_INSIDE:-}" = yes ] ||
        BAKEHOUSE_CHECK_INSIDE=yes exec unshare --mount --pid --mount-proc --fork --kill-child sh "$0" "$@"
}

# bare_debian ROOT CACHE: a bare Debian 12 in ROOT; unpacked from the archive CACHE where that is there.
bare_debian() {
    mkdir -p "$1" "$(dirname "$2")"
    if [ -f "$2" ]; then
        tar -C "$1" -xf "$2"
    else
        debootstrap --variant=minbase bookworm "$1" ${BAKEHOUSE_MIRROR:+"$BAKEHOUSE_MIRROR"} >"$1.log" 2>&1 || fail "debootstrap, see $1.log"
        tar -C "$1" -cf "$2.new" .
        mv "$2.new" "$2"
    fi
    chmod 755 "$1" # A folder of mktemp's is its owner's alone.
    mount -t proc proc "$1/proc"
    mount -t tmpfs tmpfs "$1/dev/shm"
    # No service starts by being installed.
    printf '#!/bin/sh\nexit 101\n' >"$1/usr/sbin/policy-rc.d"
    chmod 755 "$1/usr/sbin/policy-rc.d"
    cp /etc/resolv.conf "$1/etc/resolv.conf"
}

# Runs a command in the folder $root.
inside() {
    chroot "$root" /usr/bin/env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 \
        DEBIAN_FRONTEND=noninteractive QT_QPA_PLATFORM=offscreen "$@"
}

# as_service COMMAND…: as the unit would run it: its user, its folders, its environment.
as_service() {
    for folder in /var/lib/bakehouse /run/bakehouse /var/log/bakehouse; do
        inside install -d -o bakehouse -g bakehouse -m 0755 "$folder"
    done
    inside chown -R bakehouse:bakehouse /var/lib/bakehouse
    inside runuser -u bakehouse -- env BAKEHOUSE_DATA=/var/lib/bakehouse \
        BAKEHOUSE_POSTGRES_SHARE=group RUNTIME_DIRECTORY=/run/bakehouse LOGS_DIRECTORY=/var/log/bakehouse "$@"
}

# await SECONDS COMMAND…: until it succeeds.
await() {
    left=$1
    shift
    until "$@" >/dev/null 2>&1; do
        left=$((left - 1))
        [ "$left" -gt 0 ] || return 1
        sleep 1
    done
}

# stop_program NAME: asks every program of that name in the folder to end; a bare one has no pkill.
stop_program() {
    for process in /proc/[0-9]*; do
        if [ "$(readlink "$process/root" 2>/dev/null)" = "$root" ] && [ "$(cat "$process/comm" 2>/dev/null)" = "$1" ]; then
            kill -TERM "${process#/proc/}" 2>/dev/null || true
        fi
    done
}

# A morning's goods and sales as files in the folder's /tmp.
make_goods() {
    cat >"$root/tmp/goods.csv" <<'END'
name,category,tax_class,price_minor,currency,stock
Butter croissant,Pastry,reduced,190,EUR,500
Rye bread,Bread,reduced,450,EUR,200
END
    cat >"$root/tmp/tax.csv" <<'END'
tax_class,takeaway_bp,eat_in_bp,valid_from
reduced,700,1900,2020-01-01
END
    cat >"$root/tmp/receipts.csv" <<'END'
date,time,receipt,item
2026-03-02,07:01,1,Butter croissant
2026-03-02,07:01,1,Rye bread
2026-03-02,07:03,2,Butter croissant
2026-03-02,07:04,3,Rye bread
END
}

# json_number FILE NAME: the number behind "NAME" in a text of JSON.
json_number() {
    sed -n "s/.*\"$2\": \([0-9]*\).*/\1/p" "$1" | head -n 1
}
