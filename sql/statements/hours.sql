-- name: hours_set_week
SELECT bakehouse.set_opening_week($1::jsonb, $2::text);

-- name: hours_set_exception
SELECT bakehouse.set_opening_exception($1::date, $2::text, $3::jsonb, $4::text);

-- name: hours_drop_exception
SELECT bakehouse.drop_opening_exception($1::date, $2::text);
