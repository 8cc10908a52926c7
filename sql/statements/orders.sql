-- name: orders_place
SELECT idx, outcome, public_id, pickup_code, state, total_minor, product, on_hand
  FROM bakehouse.place_orders($1::jsonb, $2::text);

-- name: order_cancel
SELECT outcome, product, on_hand FROM bakehouse.cancel_order($1::bigint, $2::text, $3::text);

-- name: order_advance
SELECT outcome, product, on_hand FROM bakehouse.advance_order($1::bigint, $2::text, $3::text, $4::text);

-- name: order_find
-- The public view closes 30 days after an order came to its end.
SELECT public_id, pickup_code, source, state, customer_name, placed_at, state_at, total_minor, product_id, product_name,
       quantity, unit_price_minor, line_total_minor,
       (SELECT l.tax_class FROM bakehouse.order_lines l
         WHERE l.order_id = public_orders.id AND l.line_no = public_orders.line_no)
  FROM bakehouse.public_orders
 WHERE public_id = $1::bigint AND (completed_at IS NULL OR completed_at > now() - interval '30 days')
 ORDER BY line_no;

-- name: orders_open
SELECT public_id, pickup_code, source, state, customer_name, placed_at, state_at, total_minor, product_id, product_name,
       quantity, unit_price_minor, line_total_minor,
       (SELECT l.tax_class FROM bakehouse.order_lines l
         WHERE l.order_id = public_orders.id AND l.line_no = public_orders.line_no)
  FROM bakehouse.public_orders
 WHERE id = ANY (ARRAY (SELECT o.id FROM bakehouse.orders o
                         WHERE o.state IN ('requested', 'confirmed', 'in_production', 'ready')
                         ORDER BY o.placed_at LIMIT $1::int))
 ORDER BY placed_at, id, line_no;

-- name: orders_open_count
SELECT count(*) FROM bakehouse.orders WHERE state IN ('requested', 'confirmed', 'in_production', 'ready');
