-- Changes of goods, rates and stock by people and files.
SET LOCAL ROLE bakehouse_owner;
SET LOCAL search_path = bakehouse, pg_temp;

CREATE FUNCTION touch_catalogue(p_origin text) RETURNS void LANGUAGE sql AS $$
    UPDATE shop SET catalogue_revision = catalogue_revision + 1;
    SELECT pg_notify('bakehouse_catalogue', p_origin);
$$;

-- Sets the stock of p_products to p_on_hand, by movements of p_kind.
CREATE FUNCTION set_stock(p_products int[], p_on_hand bigint[], p_kind text, p_day date) RETURNS void LANGUAGE sql AS $$
    WITH wanted AS (
        SELECT s.product_id, u.on_hand, u.on_hand - s.on_hand AS change
          FROM (SELECT s.product_id, s.on_hand FROM stock s
                 WHERE s.product_id = ANY (p_products) ORDER BY s.product_id FOR NO KEY UPDATE) AS s
          JOIN unnest(p_products, p_on_hand) AS u (product_id, on_hand) ON u.product_id = s.product_id
         WHERE u.on_hand <> s.on_hand),
    movement_rows AS (
        INSERT INTO stock_movements (product_id, quantity, kind, business_day)
        SELECT w.product_id, w.change, p_kind, p_day FROM wanted w)
    UPDATE stock s SET on_hand = w.on_hand FROM wanted w WHERE s.product_id = w.product_id
$$;

-- All rows of a catalogue file: [{"name","category","class","price","stock"?,"description"?,"allergens"?,"prepared"?},…].
-- What is absent a known product keeps. In a shop without a receipt the samples go and the file's currency holds; later
-- another currency is refused ('currency_fixed', nothing changed).
CREATE FUNCTION import_catalogue(p_rows jsonb, p_currency text, p_decimals int, p_day date, p_origin text)
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

    -- Known goods first: who is changed must not be mistaken for who is added.
    WITH wanted AS (
        SELECT p.id, c.id AS category_id, e.j ->> 'class' AS tax_class, (e.j ->> 'price')::bigint AS price_minor,
               coalesce(e.j ->> 'description', p.description) AS description,
               CASE WHEN e.j ? 'allergens' THEN ARRAY (SELECT jsonb_array_elements_text(e.j -> 'allergens'))
                    ELSE p.allergens END AS allergens,
               coalesce((e.j ->> 'prepared')::bool, p.prepared) AS prepared
          FROM jsonb_array_elements(p_rows) AS e (j)
          JOIN products p ON p.active AND p.name = e.j ->> 'name'
          JOIN categories c ON c.name = e.j ->> 'category'),
    edited AS (
        UPDATE products p
           SET category_id = w.category_id, tax_class = w.tax_class, price_minor = w.price_minor,
               description = w.description, allergens = w.allergens, prepared = w.prepared, sample = false,
               updated_at = now()
          FROM wanted w
         WHERE p.id = w.id
           AND (p.category_id, p.tax_class, p.price_minor, p.description, p.allergens, p.prepared)
               IS DISTINCT FROM (w.category_id, w.tax_class, w.price_minor, w.description, w.allergens, w.prepared)
        RETURNING p.id)
    SELECT coalesce(array_agg(e.id), '{}') INTO v_edited FROM edited e;

    SELECT coalesce(array_agg(p.id), '{}') INTO v_restocked
      FROM jsonb_array_elements(p_rows) AS e (j)
      JOIN products p ON p.active AND p.name = e.j ->> 'name'
      JOIN stock s ON s.product_id = p.id AND s.on_hand <> (e.j ->> 'stock')::bigint;

    WITH added AS (
        INSERT INTO products (name, category_id, tax_class, price_minor, description, allergens, prepared)
        SELECT e.j ->> 'name', c.id, e.j ->> 'class', (e.j ->> 'price')::bigint, coalesce(e.j ->> 'description', ''),
               CASE WHEN e.j ? 'allergens' THEN ARRAY (SELECT jsonb_array_elements_text(e.j -> 'allergens')) END,
               coalesce((e.j ->> 'prepared')::bool, false)
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

-- [{"class","mode","from","rate"},…]. A receipt has its rate frozen, so a corrected past changes nothing that was sold.
CREATE FUNCTION import_tax(p_rows jsonb, p_origin text) RETURNS TABLE (added int, changed int, unchanged int)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = bakehouse, pg_temp AS $$
#variable_conflict use_column
DECLARE
    v_added int;
    v_changed int;
    v_rows int := jsonb_array_length(p_rows);
BEGIN
    PERFORM FROM shop FOR UPDATE;
    INSERT INTO tax_classes (name)
    SELECT DISTINCT e.j ->> 'class' FROM jsonb_array_elements(p_rows) AS e (j) ON CONFLICT DO NOTHING;
    UPDATE tax_rates t SET rate_bp = x.rate
      FROM jsonb_to_recordset(p_rows) AS x (class text, mode text, "from" date, rate int)
     WHERE t.tax_class = x.class AND t.mode = x.mode AND t.valid_from = x."from" AND t.rate_bp <> x.rate;
    GET DIAGNOSTICS v_changed = ROW_COUNT;
    INSERT INTO tax_rates (tax_class, mode, valid_from, rate_bp)
    SELECT x.class, x.mode, x."from", x.rate
      FROM jsonb_to_recordset(p_rows) AS x (class text, mode text, "from" date, rate int)
    ON CONFLICT DO NOTHING;
    GET DIAGNOSTICS v_added = ROW_COUNT;
    IF v_added + v_changed > 0 THEN
        PERFORM touch_catalogue(p_origin);
    END IF;
    RETURN QUERY SELECT v_added, v_changed, v_rows - v_added - v_changed;
END $$;

-- Books a delivery once per key: [[product,thousandths],…]. What was sold short that day is settled before anything is
-- added to the stock. First row: booked or known; then the stock of what came.
CREATE FUNCTION book_delivery(p_key text, p_day date, p_amounts jsonb, p_origin text)
RETURNS TABLE (booked bool, product bigint, on_hand bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = bakehouse, pg_temp AS $$
#variable_conflict use_column
DECLARE
    v_products bigint[];
    v_amounts bigint[];
    v_unknown bigint;
BEGIN
    INSERT INTO deliveries (key, business_day) VALUES (p_key, p_day) ON CONFLICT (key) DO NOTHING;
    IF NOT FOUND THEN
        RETURN QUERY SELECT false, NULL::bigint, NULL::bigint;
        RETURN;
    END IF;
    SELECT coalesce(array_agg(x.product), '{}'), coalesce(array_agg(x.amount), '{}') INTO v_products, v_amounts
      FROM (SELECT (e.j ->> 0)::bigint AS product, sum((e.j ->> 1)::bigint)::bigint AS amount
              FROM jsonb_array_elements(p_amounts) AS e (j) GROUP BY 1) AS x;
    IF 0 >= ANY (v_amounts) THEN
        RAISE EXCEPTION 'a delivery brings more than nothing' USING ERRCODE = 'BK003';
    END IF;
    SELECT u.product INTO v_unknown FROM unnest(v_products) AS u (product)
     WHERE NOT EXISTS (SELECT FROM stock s WHERE s.product_id = u.product) LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'unknown product %', v_unknown USING ERRCODE = 'BK001', DETAIL = v_unknown::text;
    END IF;
    PERFORM FROM stock s WHERE s.product_id = ANY (v_products) ORDER BY s.product_id FOR NO KEY UPDATE;
    INSERT INTO stock_movements (product_id, quantity, kind, business_day)
    SELECT u.product, u.amount, 'delivery', p_day FROM unnest(v_products, v_amounts) AS u (product, amount);
    -- The oldest sale first, each as far as the delivery reaches.
    WITH open_ones AS (
        SELECT f.till, f.seq, f.product_id,
               least(f.quantity - f.settled,
                     u.amount - (sum(f.quantity - f.settled) OVER w - (f.quantity - f.settled)))::bigint AS settles
          FROM unnest(v_products, v_amounts) AS u (product, amount)
          JOIN shortfalls f ON f.product_id = u.product AND f.business_day = p_day AND f.settled < f.quantity
        WINDOW w AS (PARTITION BY f.product_id ORDER BY f.till, f.seq)),
    settled AS (
        UPDATE shortfalls f SET settled = f.settled + o.settles FROM open_ones o
         WHERE f.till = o.till AND f.seq = o.seq AND f.product_id = o.product_id AND o.settles > 0
        RETURNING f.till, f.seq, f.product_id, o.settles),
    movement_rows AS (
        INSERT INTO stock_movements (product_id, quantity, kind, business_day, till, seq)
        SELECT s.product_id, -s.settles, 'settle', p_day, s.till, s.seq FROM settled s)
    UPDATE stock s SET on_hand = s.on_hand + u.amount - coalesce(w.settles, 0)
      FROM unnest(v_products, v_amounts) AS u (product, amount)
      LEFT JOIN (SELECT s.product_id, sum(s.settles)::bigint AS settles FROM settled s GROUP BY 1) AS w
        ON w.product_id = u.product
     WHERE s.product_id = u.product;
    PERFORM pg_notify('bakehouse_catalogue', p_origin);
    RETURN QUERY SELECT true, NULL::bigint, NULL::bigint;
    RETURN QUERY SELECT true, s.product_id::bigint, s.on_hand FROM stock s WHERE s.product_id = ANY (v_products);
END $$;

-- "Sold out" by staff, and back. False for an unknown product.
CREATE FUNCTION set_available(p_product bigint, p_available bool, p_origin text) RETURNS bool
LANGUAGE plpgsql SECURITY DEFINER SET search_path = bakehouse, pg_temp AS $$
BEGIN
    PERFORM FROM shop FOR UPDATE; -- before the product, as an import locks them
    UPDATE products SET available = p_available, updated_at = now() WHERE id = p_product AND active;
    IF FOUND THEN
        PERFORM touch_catalogue(p_origin);
        RETURN true;
    END IF;
    RETURN false;
END $$;

GRANT EXECUTE ON FUNCTION import_catalogue(jsonb, text, int, date, text), import_tax(jsonb, text),
    book_delivery(text, date, jsonb, text), set_available(bigint, bool, text) TO bakehouse_runtime;
