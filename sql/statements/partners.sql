-- name: partner_move_order
SELECT outcome, change, product, on_hand FROM bakehouse.partner_moves_order($1::jsonb, $2::bigint, $3::text, $4::text);

-- name: partner_change_stock
SELECT outcome, change, on_hand
  FROM bakehouse.partner_changes_stock($1::jsonb, $2::bigint, $3::bigint, $4::bigint, $5::date, $6::text);

-- name: partner_change_product
SELECT outcome, change FROM bakehouse.partner_changes_product($1::jsonb, $2::bigint, $3::jsonb, $4::text);

-- name: partner_change
SELECT no, at, key_id, key_name, action, subject, before, after, reason
  FROM bakehouse.told_partner_changes($1::bigint + 1, NULL, NULL, 1);

-- name: partner_changes
SELECT no, at, key_id, key_name, action, subject, before, after, reason
  FROM bakehouse.told_partner_changes($1::bigint, $2::text, $3::bigint, $4::int);

-- name: partner_order_id
SELECT id FROM bakehouse.orders WHERE public_id = $1::bigint;

-- name: partner_orders
-- Columns of order_find; orders of any age.
SELECT p.public_id, p.pickup_code, p.source, p.state, p.customer_name, p.placed_at, p.state_at, p.total_minor,
       p.product_id, p.product_name, p.quantity, p.unit_price_minor, p.line_total_minor,
       (SELECT l.tax_class FROM bakehouse.order_lines l WHERE l.order_id = p.id AND l.line_no = p.line_no),
       o.customer_phone, o.note, o.due_at, o.pickup_start, o.pickup_end
  FROM bakehouse.public_orders p
  JOIN bakehouse.orders o ON o.id = p.id
 WHERE p.id = ANY (ARRAY (SELECT bakehouse.partner_order_ids($1::text[], $2::timestamptz, $3::timestamptz,
                                                             $4::timestamptz, $5::timestamptz, $6::text, $7::text,
                                                             $8::bigint, $9::int)))
 ORDER BY p.id, p.line_no;

-- name: partner_order
-- Columns of order_find; also an order that is closed to the public.
SELECT p.public_id, p.pickup_code, p.source, p.state, p.customer_name, p.placed_at, p.state_at, p.total_minor,
       p.product_id, p.product_name, p.quantity, p.unit_price_minor, p.line_total_minor,
       (SELECT l.tax_class FROM bakehouse.order_lines l WHERE l.order_id = p.id AND l.line_no = p.line_no),
       o.customer_phone, o.note, o.due_at, o.pickup_start, o.pickup_end
  FROM bakehouse.public_orders p
  JOIN bakehouse.orders o ON o.id = p.id
 WHERE p.public_id = $1::bigint
 ORDER BY p.line_no;
