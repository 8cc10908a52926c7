-- name: orders_place
SELECT idx, outcome, public_id, pickup_code, state, total_minor, product, on_hand
  FROM bakehouse.place_orders($1::jsonb, $2::text);

-- name: order_replayed
SELECT outcome, public_id, pickup_code, state, total_minor FROM bakehouse.replayed_order($1::bytea, $2::bytea);

-- name: order_cancel
-- What is no longer public is unknown here too, as in order_find.
SELECT CASE WHEN c.outcome = 'not_allowed'
             AND EXISTS (SELECT FROM bakehouse.orders o
                          WHERE o.public_id = $1::bigint AND o.completed_at <= now() - interval '30 days')
            THEN 'unknown' ELSE c.outcome END,
       c.product, c.on_hand
  FROM bakehouse.cancel_order($1::bigint, $2::text, $3::text) AS c;

-- name: order_advance
SELECT outcome, product, on_hand FROM bakehouse.advance_order($1::bigint, $2::text, $3::text, $4::text);

-- name: order_find
-- The public view closes 30 days after an order came to its end.
SELECT p.public_id, p.pickup_code, p.source, p.state, p.customer_name, p.placed_at, p.state_at, p.total_minor,
       p.product_id, p.product_name, p.quantity, p.unit_price_minor, p.line_total_minor,
       (SELECT l.tax_class FROM bakehouse.order_lines l WHERE l.order_id = p.id AND l.line_no = p.line_no),
       o.customer_phone, o.note, o.due_at, o.pickup_start, o.pickup_end
  FROM bakehouse.public_orders p
  JOIN bakehouse.orders o ON o.id = p.id
 WHERE p.public_id = $1::bigint AND (p.completed_at IS NULL OR p.completed_at > now() - interval '30 days')
 ORDER BY p.line_no;

-- name: order_moves
SELECT public_id, pickup_code, state, at FROM bakehouse.order_moves($1::bigint[]);

-- name: orders_open
-- The latest: what nobody ever closed must not hide what comes in now.
SELECT p.public_id, p.pickup_code, p.source, p.state, p.customer_name, p.placed_at, p.state_at, p.total_minor,
       p.product_id, p.product_name, p.quantity, p.unit_price_minor, p.line_total_minor,
       (SELECT l.tax_class FROM bakehouse.order_lines l WHERE l.order_id = p.id AND l.line_no = p.line_no),
       o.customer_phone, o.note, o.due_at, o.pickup_start, o.pickup_end
  FROM bakehouse.public_orders p
  JOIN bakehouse.orders o ON o.id = p.id
 WHERE p.id = ANY (ARRAY (SELECT w.id FROM bakehouse.orders w
                           WHERE w.open
                           ORDER BY w.placed_at DESC LIMIT $1::int))
 ORDER BY p.placed_at, p.id, p.line_no;

-- name: orders_open_count
SELECT count(*) FROM bakehouse.orders WHERE open;

-- name: orders_last
SELECT coalesce(max(id), 0) FROM bakehouse.orders;
