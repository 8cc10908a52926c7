-- The quickest way to place one order of three lines that keeps what Bakehouse promises of an order: stock that cannot
-- be oversold, prices and names as of now, lines, event, movements and the job. No JSON, no keys, no notification.
CREATE SCHEMA IF NOT EXISTS bench;
CREATE OR REPLACE FUNCTION bench.place_one(p_a bigint, p_b bigint, p_c bigint, p_name text, p_email text) RETURNS bigint
LANGUAGE plpgsql SET search_path = bakehouse, pg_temp AS $$
DECLARE
    v_goods bigint[] := ARRAY (SELECT u FROM unnest(ARRAY[p_a, p_b, p_c]) AS u ORDER BY u);
    v_id bigint;
    v_public bigint;
    v_total bigint;
    v_count int;
BEGIN
    SELECT sum(price_minor), count(*) INTO v_total, v_count
      FROM products WHERE id = ANY (v_goods) AND active AND available AND unit = 'piece';
    IF v_count < 3 THEN
        RAISE EXCEPTION 'unknown product';
    END IF;
    INSERT INTO orders (public_id, uuid, pickup_code, source, state, flow, customer_name, customer_email, business_day,
                        total_minor)
    VALUES (new_public_id(), gen_random_uuid(), new_pickup_code(), 'web', 'confirmed', 'automatic', p_name, p_email,
            current_date, v_total)
    RETURNING id, public_id INTO v_id, v_public;
    INSERT INTO order_lines (order_id, line_no, product_id, product_name, quantity, unit_price_minor, total_minor,
                             tax_class)
    SELECT v_id, row_number() OVER (ORDER BY p.id), p.id, p.name, 1000, p.price_minor, p.price_minor, p.tax_class
      FROM products p WHERE p.id = ANY (v_goods);
    INSERT INTO order_events (order_id, state, actor) VALUES (v_id, 'confirmed', 'customer');
    INSERT INTO jobs (kind, subject, dedup_key) VALUES ('order.advance', v_id, v_id::text);
    INSERT INTO stock_movements (product_id, quantity, kind, business_day, order_id)
    SELECT u, -1000, 'order', current_date, v_id FROM unnest(v_goods) AS u;
    -- Last, so that the rows everybody wants are held for as short as can be.
    UPDATE stock s SET on_hand = s.on_hand - 1000
      FROM (SELECT l.product_id FROM stock l WHERE l.product_id = ANY (v_goods)
             ORDER BY l.product_id FOR NO KEY UPDATE) AS l
     WHERE s.product_id = l.product_id AND s.on_hand >= 1000;
    GET DIAGNOSTICS v_count = ROW_COUNT;
    IF v_count < 3 THEN
        RAISE EXCEPTION 'insufficient stock';
    END IF;
    RETURN v_public;
END $$;
