#!/bin/sh
# sh tests/bench/memory.sh BUILD FOLDER SECONDS: serves a shop and prints what its processes hold in memory
# in KiB (PSS: what is shared counts in parts), as "idle|loaded|after SERVE POSTGRESQL PROCESSES". A
# script, because a benchmark that runs beside it and shares its libraries would make it look smaller
# than it is.
set -eu
build=$1
folder=$2
seconds=$3
shop=$folder/shop
log=$folder/serve.log

stop() {
    [ -z "${server:-}" ] || { kill "$server" 2>/dev/null && wait "$server" || true; }
    server=
}
trap stop EXIT
trap 'exit 130' INT TERM

start() {
    : >"$log"
    "$build/bin/bakehousectl" serve --data "$shop" --port 0 --orders-open-limit 10000000 >"$log" 2>&1 &
    server=$!
    until grep -q '^ready ' "$log"; do
        kill -0 "$server" || { cat "$log" >&2; exit 1; }
        sleep 0.1
    done
    port=$(sed -n 's/^ready .*:\([0-9]*\)$/\1/p' "$log")
}

# below PID: the process and all that came from it.
below() {
    echo "$1"
    for child in $(cat "/proc/$1"/task/*/children 2>/dev/null); do
        below "$child"
    done
}

pss() {
    for process in "$@"; do
        cat "/proc/$process/smaps_rollup" 2>/dev/null || true
    done | awk '/^Pss:/ { sum += $2 } END { print sum + 0 }'
}

# say NAME: what the server itself and its PostgreSQL hold now.
say() {
    # shellcheck disable=SC2046 # A list of numbers.
    set -- "$1" $(below "$server")
    name=$1
    shift 2
    echo "$name $(pss "$server") $(pss "$@") $#"
}

load() {
    "$build/bench/bench_load" port="$port" "$@"
}

"$build/bench/bench_api" goods --folder "$folder"
start
"$build/bin/bakehousectl" import --data "$shop" tax "$folder/tax.csv" >/dev/null
"$build/bin/bakehousectl" import --data "$shop" catalogue "$folder/goods.csv" >/dev/null
stop
start
load seconds=1 clients=1 >/dev/null # Once what customers do, so that all is there that they need.
sleep 3
for _ in 1 2 3; do
    sleep 1
    say idle
done
goods=$("$build/bench/bench_api" ids --url "http://127.0.0.1:$port")
load clients=64 seconds="$seconds" read=70 products="$goods" >/dev/null &
loading=$!
while kill -0 $loading 2>/dev/null; do
    sleep 1
    say loaded
done
wait $loading
sleep 20 # What came in goes its way.
say after
