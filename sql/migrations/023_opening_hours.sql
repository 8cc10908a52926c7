-- When the shop is open, how long before a pick-up goods must be ordered, and orders for later. Functions are changed
-- where they stand, whatever else has become of them.
SET LOCAL ROLE bakehouse_owner;
SET LOCAL search_path = bakehouse, pg_temp;

-- Minutes since midnight on the shop's wall. Over 1440 an opening ends on the next day. A shop without a row here is
-- always open.
CREATE TABLE opening_hours (
    weekday smallint NOT NULL CHECK (weekday BETWEEN 1 AND 7), -- Monday first, as ISO 8601 counts
    from_minute int NOT NULL CHECK (from_minute BETWEEN 0 AND 1439),
    to_minute int NOT NULL,
    PRIMARY KEY (weekday, from_minute),
    CHECK (to_minute > from_minute AND to_minute <= from_minute + 1440)
);
-- Dates with other hours than their weekday's; without a row in opening_exception_hours the shop is closed.
CREATE TABLE opening_exceptions (
    day date PRIMARY KEY,
    name text NOT NULL DEFAULT '' CHECK (length(name) <= 60)
);
CREATE TABLE opening_exception_hours (
    day date NOT NULL REFERENCES opening_exceptions ON DELETE CASCADE,
    from_minute int NOT NULL CHECK (from_minute BETWEEN 0 AND 1439),
    to_minute int NOT NULL,
    PRIMARY KEY (day, from_minute),
    CHECK (to_minute > from_minute AND to_minute <= from_minute + 1440)
);

ALTER TABLE products ADD COLUMN lead_minutes int NOT NULL DEFAULT 0 CHECK (lead_minutes BETWEEN 0 AND 10080),
    ADD COLUMN cutoff_minute smallint CHECK (cutoff_minute BETWEEN 0 AND 1439); -- of the day before the pick-up

CREATE OR REPLACE VIEW catalogue_products AS
SELECT p.id, p.name, p.description, c.name AS category, p.tax_class, p.price_minor, p.unit, p.prepared, p.available,
       p.allergens, s.on_hand, p.plu, p.barcode, p.divisible, p.lead_minutes, p.cutoff_minute
  FROM products p
  JOIN categories c ON c.id = p.category_id
  JOIN stock s ON s.product_id = p.id
 WHERE p.active;

-- The whole week anew: [[weekday,from,to],…].
CREATE FUNCTION set_opening_week(p_spans jsonb, p_origin text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = bakehouse, pg_temp AS $$
BEGIN
    PERFORM FROM shop FOR UPDATE; -- one change of the catalogue at a time
    DELETE FROM opening_hours;
    INSERT INTO opening_hours (weekday, from_minute, to_minute)
    SELECT (e.j ->> 0)::smallint, (e.j ->> 1)::int, (e.j ->> 2)::int FROM jsonb_array_elements(p_spans) AS e (j);
    PERFORM touch_catalogue(p_origin);
END $$;

-- One date anew: [[from,to],…].
CREATE FUNCTION set_opening_exception(p_day date, p_name text, p_spans jsonb, p_origin text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = bakehouse, pg_temp AS $$
BEGIN
    PERFORM FROM shop FOR UPDATE;
    DELETE FROM opening_exceptions WHERE day = p_day;
    INSERT INTO opening_exceptions (day, name) VALUES (p_day, p_name);
    INSERT INTO opening_exception_hours (day, from_minute, to_minute)
    SELECT p_day, (e.j ->> 0)::int, (e.j ->> 1)::int FROM jsonb_array_elements(p_spans) AS e (j);
    PERFORM touch_catalogue(p_origin);
END $$;

-- False when that date had no hours of its own.
CREATE FUNCTION drop_opening_exception(p_day date, p_origin text) RETURNS bool
LANGUAGE plpgsql SECURITY DEFINER SET search_path = bakehouse, pg_temp AS $$
BEGIN
    PERFORM FROM shop FOR UPDATE;
    DELETE FROM opening_exceptions WHERE day = p_day;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    PERFORM touch_catalogue(p_origin);
    RETURN true;
END $$;

-- False when there is no such product on sale.
CREATE FUNCTION set_pickup_need(p_product bigint, p_lead int, p_cutoff int, p_origin text) RETURNS bool
LANGUAGE plpgsql SECURITY DEFINER SET search_path = bakehouse, pg_temp AS $$
BEGIN
    PERFORM FROM shop FOR UPDATE;
    UPDATE products SET lead_minutes = p_lead, cutoff_minute = p_cutoff, updated_at = now()
     WHERE id = p_product AND active;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    PERFORM touch_catalogue(p_origin);
    RETURN true;
END $$;

-- The order of a key, as place_orders() would answer it: what came once is answered again, also when it could not be
-- ordered any more by now. Nothing for a new key.
CREATE FUNCTION replayed_order(p_key bytea, p_request bytea)
RETURNS TABLE (outcome text, public_id bigint, pickup_code text, state text, total_minor bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = bakehouse, pg_temp AS $$
    SELECT CASE WHEN k.request_hash = p_request THEN 'replayed' ELSE 'key_reused' END, o.public_id, o.pickup_code,
           CASE o.flow WHEN 'automatic' THEN 'confirmed' WHEN 'staff' THEN 'requested' END, o.total_minor
      FROM idempotency_keys k
      JOIN orders o ON o.id = k.order_id
     WHERE k.key_hash = p_key
$$;

-- An order for later is due now: whoever shows orders reads them again.
CREATE FUNCTION tell_due_order(p_order bigint) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = bakehouse, pg_temp AS $$
    SELECT tell_of_orders('-', ARRAY[o.public_id]) FROM orders o WHERE o.id = p_order AND o.open
$$;

-- Changes one passage of a function; it must be there once.
CREATE FUNCTION change_passage(p_function regprocedure, p_old text, p_new text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    v_text text := pg_get_functiondef(p_function);
BEGIN
    IF length(v_text) - length(replace(v_text, p_old, '')) <> length(p_old) THEN
        RAISE EXCEPTION '% does not hold once: %', p_function, p_old;
    END IF;
    EXECUTE replace(v_text, p_old, p_new);
END $$;

DO $$
DECLARE
    v_place CONSTANT regprocedure := 'place_orders(jsonb, text)';
    v_import CONSTANT regprocedure := 'import_catalogue(jsonb, text, int, date, text)';
BEGIN
    -- "due", "pickup", "pickup_end" of an order for later: its job waits until it is due. Where staff moves the orders,
    -- the job only says then that it is.
    PERFORM change_passage(v_place, 'customer_phone, note, business_day, total_minor)',
        'customer_phone, note, business_day, total_minor, due_at, pickup_start, pickup_end)');
    PERFORM change_passage(v_place, 'v_day[w.n], w.total_minor',
        'v_day[w.n], w.total_minor,
               (w.j ->> ''due'')::timestamptz, (w.j ->> ''pickup'')::timestamptz, (w.j ->> ''pickup_end'')::timestamptz');
    PERFORM change_passage(v_place, 'INSERT INTO jobs (kind, subject, dedup_key)
        SELECT ''order.advance'', v_id[w.n], v_id[w.n]::text FROM wanted w WHERE w.state = ''confirmed''',
        'INSERT INTO jobs (kind, subject, dedup_key, due_at)
        SELECT CASE w.state WHEN ''confirmed'' THEN ''order.advance'' ELSE ''order.due'' END, v_id[w.n], v_id[w.n]::text,
               coalesce((w.j ->> ''due'')::timestamptz, clock_timestamp())
          FROM wanted w WHERE w.state = ''confirmed'' OR w.j ? ''due''');

    PERFORM change_passage('drop_order_job(bigint)', 'kind = ''order.advance''',
        'kind IN (''order.advance'', ''order.due'')');
    -- An order for later waits since it is due.
    PERFORM change_passage('advance_orders_timed(int, int, int, text)', 'a.moved_at - o.state_at',
        'a.moved_at - CASE a.kind WHEN ''started'' THEN greatest(o.state_at, o.due_at) ELSE o.state_at END');

    -- "lead", "cutoff" (-1 = none) of a catalogue file.
    PERFORM change_passage(v_import, 'coalesce((e.j ->> ''divisible'')::bool, p.divisible) AS divisible',
        'coalesce((e.j ->> ''divisible'')::bool, p.divisible) AS divisible,
               coalesce((e.j ->> ''lead'')::int, p.lead_minutes) AS lead_minutes,
               CASE WHEN e.j ? ''cutoff'' THEN nullif((e.j ->> ''cutoff'')::smallint, -1) ELSE p.cutoff_minute END
               AS cutoff_minute');
    PERFORM change_passage(v_import, 'divisible = w.divisible,',
        'divisible = w.divisible, lead_minutes = w.lead_minutes, cutoff_minute = w.cutoff_minute,');
    PERFORM change_passage(v_import, 'p.unit, p.divisible)',
        'p.unit, p.divisible, p.lead_minutes, p.cutoff_minute)');
    PERFORM change_passage(v_import, 'w.unit, w.divisible)',
        'w.unit, w.divisible, w.lead_minutes, w.cutoff_minute)');
    PERFORM change_passage(v_import, 'unit, divisible)
        SELECT', 'unit, divisible, lead_minutes, cutoff_minute)
        SELECT');
    PERFORM change_passage(v_import, 'coalesce((e.j ->> ''divisible'')::bool, false)
          FROM', 'coalesce((e.j ->> ''divisible'')::bool, false),
               coalesce((e.j ->> ''lead'')::int, 0), nullif((e.j ->> ''cutoff'')::smallint, -1)
          FROM');
END $$;
DROP FUNCTION change_passage(regprocedure, text, text);

GRANT EXECUTE ON FUNCTION set_opening_week(jsonb, text), set_opening_exception(date, text, jsonb, text),
    drop_opening_exception(date, text), set_pickup_need(bigint, int, int, text), replayed_order(bytea, bytea),
    tell_due_order(bigint) TO bakehouse_runtime;
