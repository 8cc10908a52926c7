#!/bin/sh
# sh tests/bench/restore.sh BUILD [ORDERS]: fills a shop with so many orders (1,000,000) of three lines each, backs
# it up, restores it into a new folder and tries the drill; prints how long each took. The goal: a million
# restored within five minutes, every table as it was.
set -eu
build=$(cd "$1" && pwd)
orders=${2:-1000000}
ctl=$build/bin/bakehousectl
folder=$(mktemp -d)
chmod 711 "$folder" # The private server works as another user when this is root.

stop() {
    [ -z "${server:-}" ] || { kill "$server" 2>/dev/null && wait "$server" || true; }
    server=
}
trap 'stop; rm -rf "$folder"' EXIT
trap 'exit 130' INT TERM

"$ctl" serve --data "$folder/shop" --no-api --no-worker >"$folder/serve.log" 2>&1 &
server=$!
until grep -q '^ready' "$folder/serve.log"; do
    kill -0 "$server" || { cat "$folder/serve.log" >&2; exit 1; }
    sleep 0.1
done
url=$(sed -n 's/.*"database": "\(.*\)",*$/\1/p' "$folder/shop/run.json")

# Web orders that nobody came for: no job waits for them, and their stock has been taken.
psql -XAtq -v ON_ERROR_STOP=1 -v orders="$orders" "$url" <<'SQL'
SET search_path = bakehouse;
SET synchronous_commit = off;
BEGIN;
CREATE TEMP TABLE goods ON COMMIT DROP AS
SELECT row_number() OVER (ORDER BY id) - 1 AS place, id, name, price_minor, tax_class, count(*) OVER () AS many
  FROM products WHERE active;
CREATE TEMP TABLE wanted ON COMMIT DROP AS
SELECT i, line, id, name, (1 + (i + line) % 4) * 1000 AS quantity, price_minor, (1 + (i + line) % 4) * price_minor AS total,
       tax_class
  FROM generate_series(1, :orders) AS i
 CROSS JOIN generate_series(1, 3) AS line
  JOIN goods ON place = (i * 7 + line) % many;
INSERT INTO orders (public_id, uuid, pickup_code, source, state, flow, customer_name, customer_email, business_day,
                    placed_at, state_at, completed_at, total_minor)
SELECT 1000000000 + w.i::bigint * 7919, md5('order ' || w.i)::uuid,
       translate(upper(lpad(to_hex(w.i % 1048576), 5, '0')), '01', 'GH'), 'web', 'no_show', 'automatic',
       'Customer ' || w.i % 5000, 'customer' || w.i % 5000 || '@example.org', date '2026-01-01' + w.i % 300,
       t.at, t.at + interval '10 min', t.at + interval '10 min', sum(w.total)
  FROM wanted w CROSS JOIN LATERAL (SELECT timestamptz '2026-01-01 08:00Z' + w.i * interval '20 s' AS at) AS t
 GROUP BY w.i, t.at ORDER BY w.i;
INSERT INTO order_lines (order_id, line_no, product_id, product_name, quantity, unit_price_minor, total_minor, tax_class)
SELECT o.id, w.line, w.id, w.name, w.quantity, w.price_minor, w.total, w.tax_class
  FROM wanted w JOIN orders o ON o.public_id = 1000000000 + w.i::bigint * 7919;
INSERT INTO stock_movements (product_id, quantity, kind, business_day)
SELECT id, 1000000000000, 'delivery', '2026-01-01' FROM goods;
INSERT INTO stock_movements (product_id, quantity, kind, business_day, order_id)
SELECT l.product_id, -l.quantity, 'order', o.business_day, o.id FROM order_lines l JOIN orders o ON o.id = l.order_id;
UPDATE stock s SET on_hand = m.sum
  FROM (SELECT product_id, sum(quantity) FROM stock_movements GROUP BY product_id) AS m WHERE m.product_id = s.product_id;
COMMIT;
ANALYZE;
SQL

# timed NAME COMMAND…: runs it and says how long it took.
timed() {
    name=$1
    shift
    began=$(date +%s%N)
    "$@" >"$folder/said" 2>&1 || { cat "$folder/said" >&2; exit 1; }
    printf '%-10s %7.1f s  %s\n' "$name" "$((($(date +%s%N) - began) / 100000000))e-1" "$(grep -E 'made|restored|clean' "$folder/said")"
}

echo "$orders orders, $(psql -XAtq "$url" -c 'SELECT pg_size_pretty(pg_database_size(current_database()))')"
timed backup "$ctl" backup make --data "$folder/shop" --to "$folder/backups"
stop
timed restore "$ctl" restore --data "$folder/other" --backup-folder "$folder/backups"
timed verify "$ctl" verify --data "$folder/other"
timed drill "$ctl" backup drill --data "$folder/shop" --to "$folder/backups"
ls -l "$folder/backups" | awk 'NR > 1 { printf "%s: %.1f MB\n", $NF, $5 / 1e6 }'
