-- name: bench_jobs_waiting
SELECT count(*) FROM bakehouse.jobs WHERE kind = 'order.advance';

-- name: bench_goods
-- What is on sale by the piece, with (true) or without stock.
SELECT p.id FROM bakehouse.products p JOIN bakehouse.stock s ON s.product_id = p.id
 WHERE p.active AND p.unit = 'piece' AND (s.on_hand > 0) = $1::bool ORDER BY p.id;

-- name: bench_orders
SELECT count(*) FROM bakehouse.orders;

-- name: bench_orders_known
-- How many of these public ids there are.
SELECT count(*) FROM bakehouse.orders WHERE public_id = ANY ($1::bigint[]);

-- name: bench_orders_latest
SELECT public_id FROM bakehouse.orders ORDER BY id DESC LIMIT $1::int;

-- name: bench_goods_astray
-- Goods whose stock is not the sum of its movements, or below nothing.
SELECT count(*)
  FROM bakehouse.stock s
  LEFT JOIN (SELECT m.product_id, sum(m.quantity) AS quantity FROM bakehouse.stock_movements m GROUP BY m.product_id) AS m
    ON m.product_id = s.product_id
 WHERE s.on_hand < 0 OR s.on_hand <> coalesce(m.quantity, 0);

-- name: bench_orders_astray
-- Orders whose lines are not their total, or not what left the stock for them.
SELECT count(*)
  FROM bakehouse.orders o
  LEFT JOIN (SELECT l.order_id, sum(l.total_minor) AS total_minor, sum(l.quantity) AS quantity
               FROM bakehouse.order_lines l GROUP BY l.order_id) AS l ON l.order_id = o.id
  LEFT JOIN (SELECT m.order_id, -sum(m.quantity) AS quantity
               FROM bakehouse.stock_movements m WHERE m.kind = 'order' GROUP BY m.order_id) AS m ON m.order_id = o.id
 WHERE o.total_minor IS DISTINCT FROM l.total_minor OR l.quantity IS DISTINCT FROM m.quantity;

-- name: bench_stock_left
-- Whole pieces.
SELECT on_hand / 1000 FROM bakehouse.stock WHERE product_id = $1::bigint;

-- name: bench_connections
SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend';

-- name: bench_in_state
SELECT count(*) FROM bakehouse.orders WHERE state = $1::text;

-- name: bench_last_event
SELECT coalesce(max(id), 0) FROM bakehouse.order_events;

-- name: bench_steps_span
-- Microseconds from the first to the last step of orders after that event.
SELECT (extract(epoch FROM max(at) - min(at)) * 1000000)::bigint FROM bakehouse.order_events WHERE id > $1::bigint;

-- name: bench_steps
SELECT count(*) FROM bakehouse.order_events WHERE id > $1::bigint;

-- name: bench_jobs_add
SELECT count(*) FROM generate_series(1, $1::bigint) AS n, bakehouse.enqueue_job('bench', n, NULL, 12, 0);

-- name: bench_jobs_left
SELECT count(*) FROM bakehouse.jobs WHERE kind = 'bench';

-- name: bench_jobs_clear
DELETE FROM bakehouse.jobs WHERE kind = 'bench';


-- name: bench_advance
SELECT count(*) FROM bakehouse.advance_order($1::bigint, $2::text, 'staff', 'bench') AS a WHERE a.outcome = 'done';

-- name: bench_tamper
-- A cent on the receipt at that sequence of one till.
WITH changed AS (
    UPDATE bakehouse.receipts SET total_minor = total_minor + 1
     WHERE till = (SELECT id FROM bakehouse.tills WHERE head_seq > $1::bigint ORDER BY number DESC LIMIT 1) AND seq = $1::bigint
    RETURNING seq)
SELECT count(*) FROM changed;

-- name: bench_takings
SELECT coalesce(sum(total_minor), 0)::bigint FROM bakehouse.receipts;
