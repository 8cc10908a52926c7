#!/bin/sh
# sh packaging/check/numbers.sh BAKEHOUSECTL: prints how long a served shop takes to start (made new, and
# again) and what memory it and its database hold when nobody orders.
set -eu
ctl=$1
work=$(mktemp -d)
chmod 755 "$work"
trap 'kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; rm -rf "$work"' EXIT
server=

milliseconds() {
    echo $(($(date +%s%N) / 1000000))
}

# Until it says "ready".
serve() {
    began=$(milliseconds)
    "$ctl" serve --data "$work/shop" --api-port 0 >"$work/out" 2>"$work/err" &
    server=$!
    while ! grep -q '^ready ' "$work/out"; do
        kill -0 "$server" 2>/dev/null || { cat "$work/err" >&2; exit 1; }
        sleep 0.02
    done
    echo "$1: $(($(milliseconds) - began)) ms"
}

# Proportional set size of a process and its children, in kilobytes.
memory() {
    {
        cat "/proc/$1/smaps_rollup"
        for child in $(pgrep -P "$1"); do
            cat "/proc/$child/smaps_rollup"
            for grandchild in $(pgrep -P "$child"); do cat "/proc/$grandchild/smaps_rollup"; done
        done
    } 2>/dev/null | awk '/^Pss:/ { sum += $2 } END { print sum }'
}

serve "first start (new database)"
kill -TERM "$server" && wait "$server"
serve "start"
sleep 3
echo "idle memory: $(($(sed -n 's/^Pss: *\([0-9]*\).*/\1/p' "/proc/$server/smaps_rollup") / 1024)) MB, with its database $(($(memory "$server") / 1024)) MB"
