-- name: shop_set_up
SELECT bakehouse.set_up_shop($1::text, $2::int, $3::jsonb, $4::text);
