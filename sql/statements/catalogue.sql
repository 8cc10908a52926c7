-- name: catalogue_snapshot
-- Goods, stock and heads of one moment.
SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY;

-- name: catalogue_shop
SELECT currency, decimals, catalogue_revision FROM bakehouse.shop;

-- name: catalogue_goods
SELECT id, name, description, category, tax_class, price_minor, unit, prepared, available, allergens, on_hand,
       plu, barcode, divisible, lead_minutes, cutoff_minute
  FROM bakehouse.catalogue_products
 ORDER BY id;

-- name: catalogue_rates
SELECT tax_class, mode, valid_from, rate_bp FROM bakehouse.tax_rates ORDER BY tax_class, mode, valid_from;

-- name: catalogue_categories
SELECT c.name, c.position, c.colour
  FROM bakehouse.categories c
 WHERE EXISTS (SELECT FROM bakehouse.products p WHERE p.category_id = c.id AND p.active)
 ORDER BY c.position, c.id;

-- name: catalogue_tiles
SELECT page, place, product_id FROM bakehouse.tile_places ORDER BY page COLLATE "C", place;

-- name: catalogue_hours
SELECT weekday, from_minute, to_minute FROM bakehouse.opening_hours ORDER BY weekday, from_minute;

-- name: catalogue_hours_exceptions
SELECT e.day, e.name, h.from_minute, h.to_minute
  FROM bakehouse.opening_exceptions e
  LEFT JOIN bakehouse.opening_exception_hours h ON h.day = e.day
 ORDER BY e.day, h.from_minute;

-- name: catalogue_heads
SELECT till, seq FROM bakehouse.till_heads;

-- name: catalogue_import
SELECT outcome, added, changed, unchanged, samples_retired
  FROM bakehouse.import_catalogue($1::jsonb, $2::text, $3::int, $4::date, $5::text);

-- name: catalogue_import_tax
SELECT added, changed, unchanged FROM bakehouse.import_tax($1::jsonb, $2::text);

-- name: catalogue_book_delivery
SELECT booked, product, on_hand FROM bakehouse.book_delivery($1::text, $2::date, $3::jsonb, $4::text);

-- name: catalogue_set_available
SELECT bakehouse.set_available($1::bigint, $2::bool, $3::text);

-- name: catalogue_set_barcode
SELECT outcome, holder FROM bakehouse.set_barcode($1::bigint, $2::text, $3::text);

-- name: catalogue_set_tiles
SELECT bakehouse.set_tiles($1::text, $2::jsonb, $3::text);

-- name: catalogue_set_category_colour
SELECT bakehouse.set_category_colour($1::text, $2::text, $3::text);

-- name: catalogue_set_pickup_need
SELECT bakehouse.set_pickup_need($1::bigint, $2::int, $3::int, $4::text);
