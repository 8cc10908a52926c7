-- name: test_bigint
SELECT $1::bigint;

-- name: test_text
SELECT $1::text;

-- name: test_bytes
SELECT $1::bytea;

-- name: test_flag
SELECT $1::boolean;

-- name: test_uuid
SELECT $1::uuid;

-- name: test_date
SELECT $1::date;

-- name: test_time
SELECT $1::timestamptz;

-- name: test_jsonb
SELECT $1::jsonb ->> 'name';

-- name: test_elements
SELECT item::text FROM unnest($1::text[]) AS item;

-- name: test_texts
SELECT $1::text[];

-- name: test_sum
SELECT sum(item) FROM unnest($1::bigint[]) AS item;

-- name: test_uuids
SELECT item FROM unnest($1::uuid[]) AS item;

-- name: test_byteas
SELECT item FROM unnest($1::bytea[]) AS item;

-- name: test_wrong
SELECT 1 / $1::int;

-- name: test_pid
SELECT pg_backend_pid();

-- name: test_sleep
SELECT pg_sleep($1::int / 1000.0);

-- name: test_role
SELECT current_user::text, current_setting('TimeZone'), current_setting('lock_timeout'), current_setting('application_name');

-- name: test_insert
INSERT INTO public.probe (key) VALUES ($1);

-- name: test_count
SELECT count(*) FROM public.probe;

-- name: test_notify
SELECT pg_notify($1, $2);

-- name: test_update_stock
UPDATE bakehouse.stock SET on_hand = on_hand + 1;

-- name: test_create_table
CREATE TABLE bakehouse.mine (id int);

-- name: test_create_temporary_table
CREATE TEMPORARY TABLE mine (id int);

-- name: test_forbidden
SELECT bakehouse.forbidden();

-- name: test_products
SELECT count(*) FROM bakehouse.products;

-- name: test_prepared
SELECT count(*) FROM pg_prepared_statements WHERE name = $1;

-- name: test_all
SELECT * FROM public.probe;
