-- What the counter needs of goods: numbers to type and scan, halves, colours, and tiles with a place.
SET LOCAL ROLE bakehouse_owner;
SET LOCAL search_path = bakehouse, pg_temp;

ALTER TABLE products ADD COLUMN divisible bool NOT NULL DEFAULT false; -- a half may be sold
CREATE UNIQUE INDEX products_active_plu ON products (plu) WHERE active AND plu IS NOT NULL;
CREATE UNIQUE INDEX products_active_barcode ON products (barcode) WHERE active AND barcode IS NOT NULL;

ALTER TABLE categories ADD COLUMN colour text -- null = the program guesses
    CHECK (colour IN ('bread', 'pastry', 'hot_drinks', 'cold_drinks', 'hot_food', 'cold_food', 'shop', 'events'));

-- Where hands find a tile. A page is named like its category; a retired product keeps its place until the page is saved
-- again.
CREATE TABLE tile_places (
    page text NOT NULL CHECK (page <> ''),
    place int NOT NULL CHECK (place BETWEEN 0 AND 9999),
    product_id int NOT NULL REFERENCES products,
    PRIMARY KEY (page, place)
);

CREATE OR REPLACE VIEW catalogue_products AS
SELECT p.id, p.name, p.description, c.name AS category, p.tax_class, p.price_minor, p.unit, p.prepared, p.available,
       p.allergens, s.on_hand, p.plu, p.barcode, p.divisible
  FROM products p
  JOIN categories c ON c.id = p.category_id
  JOIN stock s ON s.product_id = p.id
 WHERE p.active;

-- As before, and with "plu"?, "barcode"?, "unit"?, "divisible"? in a row. Numbers may change hands within a file, and
-- samples yield theirs; a number of any other good outside the file ends the import with a unique violation.
CREATE OR REPLACE FUNCTION import_catalogue(p_rows jsonb, p_currency text, p_decimals int, p_day date, p_origin text)
RETURNS TABLE (outcome text, added int, changed int, unchanged int, samples_retired int)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = bakehouse, pg_temp AS $$
#variable_conflict use_column
DECLARE
    v_retired int := 0;
    v_added int[];
    v_edited int[];
    v_restocked int[];
    v_rows int := jsonb_array_length(p_rows);
BEGIN
    PERFORM FROM shop FOR UPDATE; -- one import at a time
    IF EXISTS (SELECT FROM receipts) THEN
        IF EXISTS (SELECT FROM shop s WHERE s.currency <> p_currency) THEN
            RETURN QUERY SELECT 'currency_fixed', 0, 0, 0, 0;
            RETURN;
        END IF;
    ELSE
        UPDATE products SET active = false, updated_at = now() WHERE sample AND active;
        GET DIAGNOSTICS v_retired = ROW_COUNT;
        UPDATE shop SET currency = p_currency, decimals = p_decimals, samples = false;
    END IF;

    INSERT INTO tax_classes (name)
    SELECT DISTINCT e.j ->> 'class' FROM jsonb_array_elements(p_rows) AS e (j) ON CONFLICT DO NOTHING;
    INSERT INTO categories (name, position)
    SELECT c.name, (SELECT coalesce(max(k.position), 0) FROM categories k) + row_number() OVER (ORDER BY c.first)
      FROM (SELECT e.j ->> 'category' AS name, min(e.n) AS first
              FROM jsonb_array_elements(p_rows) WITH ORDINALITY AS e (j, n) GROUP BY 1) AS c
     WHERE NOT EXISTS (SELECT FROM categories k WHERE k.name = c.name)
     ORDER BY c.first;

    -- Numbers that the file gives away are free before anybody takes one, so that two goods can swap theirs.
    UPDATE products p
       SET plu = CASE WHEN e.j ? 'plu' THEN NULL ELSE p.plu END,
           barcode = CASE WHEN e.j ? 'barcode' THEN NULL ELSE p.barcode END
      FROM jsonb_array_elements(p_rows) AS e (j)
     WHERE p.active AND p.name = e.j ->> 'name'
       AND ((e.j ? 'plu' AND p.plu <> e.j ->> 'plu') OR (e.j ? 'barcode' AND p.barcode <> e.j ->> 'barcode'));
    UPDATE products p SET plu = NULL
      FROM jsonb_array_elements(p_rows) AS e (j)
     WHERE p.active AND p.sample AND p.plu = e.j ->> 'plu' AND p.name <> e.j ->> 'name';

    -- Known goods first: who is changed must not be mistaken for who is added.
    WITH wanted AS (
        SELECT p.id, c.id AS category_id, e.j ->> 'class' AS tax_class, (e.j ->> 'price')::bigint AS price_minor,
               coalesce(e.j ->> 'description', p.description) AS description,
               CASE WHEN e.j ? 'allergens' THEN ARRAY (SELECT jsonb_array_elements_text(e.j -> 'allergens'))
                    ELSE p.allergens END AS allergens,
               coalesce((e.j ->> 'prepared')::bool, p.prepared) AS prepared, coalesce(e.j ->> 'plu', p.plu) AS plu,
               coalesce(e.j ->> 'barcode', p.barcode) AS barcode, coalesce(e.j ->> 'unit', p.unit) AS unit,
               coalesce((e.j ->> 'divisible')::bool, p.divisible) AS divisible
          FROM jsonb_array_elements(p_rows) AS e (j)
          JOIN products p ON p.active AND p.name = e.j ->> 'name'
          JOIN categories c ON c.name = e.j ->> 'category'),
    edited AS (
        UPDATE products p
           SET category_id = w.category_id, tax_class = w.tax_class, price_minor = w.price_minor,
               description = w.description, allergens = w.allergens, prepared = w.prepared, plu = w.plu,
               barcode = w.barcode, unit = w.unit, divisible = w.divisible, sample = false, updated_at = now()
          FROM wanted w
         WHERE p.id = w.id
           AND (p.category_id, p.tax_class, p.price_minor, p.description, p.allergens, p.prepared, p.plu, p.barcode,
                p.unit, p.divisible)
               IS DISTINCT FROM (w.category_id, w.tax_class, w.price_minor, w.description, w.allergens, w.prepared,
                                 w.plu, w.barcode, w.unit, w.divisible)
        RETURNING p.id)
    SELECT coalesce(array_agg(e.id), '{}') INTO v_edited FROM edited e;

    SELECT coalesce(array_agg(p.id), '{}') INTO v_restocked
      FROM jsonb_array_elements(p_rows) AS e (j)
      JOIN products p ON p.active AND p.name = e.j ->> 'name'
      JOIN stock s ON s.product_id = p.id AND s.on_hand <> (e.j ->> 'stock')::bigint;

    WITH added AS (
        INSERT INTO products (name, category_id, tax_class, price_minor, description, allergens, prepared, plu, barcode,
                              unit, divisible)
        SELECT e.j ->> 'name', c.id, e.j ->> 'class', (e.j ->> 'price')::bigint, coalesce(e.j ->> 'description', ''),
               CASE WHEN e.j ? 'allergens' THEN ARRAY (SELECT jsonb_array_elements_text(e.j -> 'allergens')) END,
               coalesce((e.j ->> 'prepared')::bool, false), e.j ->> 'plu', e.j ->> 'barcode',
               coalesce(e.j ->> 'unit', 'piece'), coalesce((e.j ->> 'divisible')::bool, false)
          FROM jsonb_array_elements(p_rows) WITH ORDINALITY AS e (j, n)
          JOIN categories c ON c.name = e.j ->> 'category'
         WHERE NOT EXISTS (SELECT FROM products p WHERE p.active AND p.name = e.j ->> 'name')
         ORDER BY e.n
        RETURNING id),
    stock_rows AS (INSERT INTO stock (product_id) SELECT a.id FROM added a)
    SELECT coalesce(array_agg(a.id), '{}') INTO v_added FROM added a;

    PERFORM set_stock(array_agg(p.id), array_agg((e.j ->> 'stock')::bigint), k.kind, p_day)
       FROM jsonb_array_elements(p_rows) AS e (j)
       JOIN products p ON p.active AND p.name = e.j ->> 'name'
      CROSS JOIN LATERAL (SELECT CASE WHEN p.id = ANY (v_added) THEN 'opening' ELSE 'import' END AS kind) AS k
      WHERE e.j ->> 'stock' IS NOT NULL
      GROUP BY k.kind;

    v_edited := ARRAY (SELECT unnest(v_edited) UNION SELECT unnest(v_restocked));
    IF v_retired > 0 OR cardinality(v_added) > 0 OR cardinality(v_edited) > 0 THEN
        PERFORM touch_catalogue(p_origin);
    END IF;
    RETURN QUERY SELECT 'done', cardinality(v_added), cardinality(v_edited),
                        v_rows - cardinality(v_added) - cardinality(v_edited), v_retired;
END $$;

-- Gives a product its barcode; an empty one takes it away. 'done', 'unknown_product', or 'taken' with who has it.
CREATE FUNCTION set_barcode(p_product bigint, p_barcode text, p_origin text) RETURNS TABLE (outcome text, holder bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = bakehouse, pg_temp AS $$
DECLARE
    v_holder bigint;
BEGIN
    PERFORM FROM shop FOR UPDATE; -- before the product, as an import locks them
    SELECT p.id INTO v_holder FROM products p WHERE p.active AND p.barcode = p_barcode AND p.id <> p_product;
    IF FOUND THEN
        RETURN QUERY SELECT 'taken', v_holder;
        RETURN;
    END IF;
    UPDATE products SET barcode = nullif(p_barcode, ''), updated_at = now() WHERE id = p_product AND active;
    IF NOT FOUND THEN
        RETURN QUERY SELECT 'unknown_product', p_product;
        RETURN;
    END IF;
    PERFORM touch_catalogue(p_origin);
    RETURN QUERY SELECT 'done', NULL::bigint;
END $$;

-- Replaces a page of tiles whole: [[place,product],…]. Gives nothing, or the first product that does not exist.
CREATE FUNCTION set_tiles(p_page text, p_places jsonb, p_origin text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = bakehouse, pg_temp AS $$
DECLARE
    v_unknown bigint;
BEGIN
    PERFORM FROM shop FOR UPDATE;
    SELECT (e.j ->> 1)::bigint INTO v_unknown FROM jsonb_array_elements(p_places) AS e (j)
     WHERE NOT EXISTS (SELECT FROM products p WHERE p.id = (e.j ->> 1)::bigint) LIMIT 1;
    IF FOUND THEN
        RETURN v_unknown;
    END IF;
    DELETE FROM tile_places t WHERE t.page = p_page;
    INSERT INTO tile_places (page, place, product_id)
    SELECT p_page, (e.j ->> 0)::int, (e.j ->> 1)::int FROM jsonb_array_elements(p_places) AS e (j);
    PERFORM touch_catalogue(p_origin);
    RETURN NULL;
END $$;

-- False for an unknown category.
CREATE FUNCTION set_category_colour(p_category text, p_colour text, p_origin text) RETURNS bool
LANGUAGE plpgsql SECURITY DEFINER SET search_path = bakehouse, pg_temp AS $$
BEGIN
    PERFORM FROM shop FOR UPDATE;
    UPDATE categories SET colour = p_colour WHERE name = p_category;
    IF FOUND THEN
        PERFORM touch_catalogue(p_origin);
        RETURN true;
    END IF;
    RETURN false;
END $$;

-- What the counter sold by hour of the shop's clock, from p_from on: at most 100 goods an hour, the most sold first. A
-- line counts its whole pieces, and at least one: a weighed bag is one, half a loaf too.
CREATE FUNCTION sales_by_hour(p_from date, p_zone text) RETURNS TABLE (hour int, product_id bigint, pieces bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = bakehouse, pg_temp AS $$
    SELECT s.hour, s.product_id, s.pieces
      FROM (SELECT g.hour, g.product_id, g.pieces,
                   row_number() OVER (PARTITION BY g.hour ORDER BY g.pieces DESC, g.product_id) AS place
              FROM (SELECT extract(hour FROM r.sold_at AT TIME ZONE p_zone)::int AS hour, l.product_id,
                           sum(greatest(1, l.quantity / 1000))::bigint AS pieces
                      FROM receipts r
                      JOIN receipt_lines l ON l.till = r.till AND l.seq = r.seq
                     WHERE r.business_day >= p_from AND r.kind = 'sale'
                     GROUP BY 1, 2) AS g) AS s
     WHERE s.place <= 100
     ORDER BY s.hour, s.place
$$;

GRANT EXECUTE ON FUNCTION set_barcode(bigint, text, text), set_tiles(text, jsonb, text),
    set_category_colour(text, text, text), sales_by_hour(date, text) TO bakehouse_runtime;

-- Samples get numbers, two breads may be halved, and where nothing but samples is sold two goods join them: one by
-- weight, one at an open price. Gives how many it added.
CREATE FUNCTION complete_samples() RETURNS int LANGUAGE plpgsql SET search_path = bakehouse, pg_temp AS $$
DECLARE
    v_added int := 0;
BEGIN
    UPDATE products p SET plu = s.plu, divisible = s.divisible, updated_at = now()
      FROM (VALUES
            ('Sourdough loaf', '11', true), ('Rye bread', '12', true), ('Spelt bread', '13', false),
            ('Baguette', '14', false), ('Walnut bread', '15', false), ('Kaiser roll', '21', false),
            ('Poppy seed roll', '22', false), ('Rye roll', '23', false), ('Pretzel', '24', false),
            ('Milk roll', '25', false), ('Croissant', '31', false), ('Chocolate croissant', '32', false),
            ('Cinnamon bun', '33', false), ('Apple turnover', '34', false), ('Nut corner', '35', false),
            ('Cheesecake slice', '41', false), ('Plum crumble slice', '42', false), ('Black Forest slice', '43', false),
            ('Cheese sandwich', '51', false), ('Toasted ham and cheese', '52', false), ('Coffee', '61', false),
            ('Cappuccino', '62', false), ('Apple juice', '71', false), ('Mineral water', '72', false))
           AS s (name, plu, divisible)
     WHERE p.active AND p.sample AND p.name = s.name;
    IF NOT FOUND THEN
        RETURN 0;
    END IF;
    IF NOT EXISTS (SELECT FROM products p WHERE p.active AND NOT p.sample) THEN
        INSERT INTO categories (name, position)
        SELECT 'Shop', max(c.position) + 1 FROM categories c
        ON CONFLICT DO NOTHING;
        WITH samples (no, category, name, description, price_minor, unit, plu, amount, allergens) AS (VALUES
            (1, 'Pastries', 'Cookies, loose', 'Mixed butter cookies, by weight', 1290, 'weight', '36', 20000,
             ARRAY['wheat', 'milk', 'eggs']),
            (2, 'Shop', 'Other goods', 'What has no tile of its own', 0, 'open', '81', 60000, NULL)),
        added AS (
            INSERT INTO products (name, description, category_id, tax_class, price_minor, unit, plu, allergens, sample)
            SELECT s.name, s.description, c.id, 'food', s.price_minor, s.unit, s.plu, s.allergens, true
              FROM samples s JOIN categories c ON c.name = s.category
             ORDER BY s.no
            RETURNING id, name),
        stock_rows AS (
            INSERT INTO stock (product_id, on_hand)
            SELECT a.id, s.amount FROM added a JOIN samples s ON s.name = a.name)
        INSERT INTO stock_movements (product_id, quantity, kind, business_day)
        SELECT a.id, s.amount, 'opening', current_date FROM added a JOIN samples s ON s.name = a.name;
        GET DIAGNOSTICS v_added = ROW_COUNT;
    END IF;
    UPDATE shop SET catalogue_revision = catalogue_revision + 1;
    RETURN v_added;
END $$;

ALTER FUNCTION seed_samples() RENAME TO seed_first_samples;
CREATE FUNCTION seed_samples() RETURNS int LANGUAGE plpgsql SET search_path = bakehouse, pg_temp AS $$
DECLARE
    v_added int := seed_first_samples();
BEGIN
    IF v_added > 0 THEN
        v_added := v_added + complete_samples();
    END IF;
    RETURN v_added;
END $$;

DO $$
BEGIN
    PERFORM complete_samples(); -- of a shop that sells them already
END $$;
