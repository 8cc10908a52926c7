-- name: picture_names
SELECT product_id, name FROM bakehouse.product_picture_names ORDER BY product_id;

-- name: picture_set
SELECT bakehouse.set_picture($1::bigint, $2::text, $3::bytea, $4::text);

-- name: picture_remove
SELECT bakehouse.remove_picture($1::bigint, $2::text);

-- name: picture_content
SELECT content FROM bakehouse.pictures WHERE sha = $1::bytea AND kind = $2::text;
