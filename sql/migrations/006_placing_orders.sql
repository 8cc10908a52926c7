-- Many orders in one call and one commit; one refused order never harms its neighbours.
SET LOCAL ROLE bakehouse_owner;
SET LOCAL search_path = bakehouse, pg_temp;

-- 52 random bits of the system's generator: what the world calls an order cannot be guessed from another one.
CREATE FUNCTION new_public_id() RETURNS bigint LANGUAGE sql VOLATILE AS $$
    SELECT ('x' || right(replace(gen_random_uuid()::text, '-', ''), 12)
                || right(replace(gen_random_uuid()::text, '-', ''), 1))::bit(52)::bigint
$$;

-- p_count ids that no order has. A collision is put right here alone; a race for the same id is left to UNIQUE.
CREATE FUNCTION new_public_ids(p_count int) RETURNS bigint[] LANGUAGE plpgsql AS $$
DECLARE
    v_ids bigint[] := '{}';
    v_new bigint[];
    v_round int := 0;
BEGIN
    WHILE cardinality(v_ids) < p_count LOOP
        v_round := v_round + 1;
        IF v_round > 100 THEN
            RAISE EXCEPTION 'no free public order id after % rounds', v_round;
        END IF;
        v_new := ARRAY (SELECT new_public_id() FROM generate_series(1, p_count - cardinality(v_ids)));
        v_ids := v_ids || ARRAY (SELECT DISTINCT u.id FROM unnest(v_new) AS u (id)
                                  WHERE u.id > 0 AND u.id <> ALL (v_ids)
                                 EXCEPT SELECT o.public_id FROM orders o WHERE o.public_id = ANY (v_new));
    END LOOP;
    RETURN v_ids;
END $$;

-- Five characters for talking to each other, without 0, O, 1 and I.
CREATE FUNCTION new_pickup_code() RETURNS text LANGUAGE sql VOLATILE AS $$
    SELECT substr('23456789ABCDEFGHJKLMNPQRSTUVWXYZ', 1 + floor(random() * 32)::int, 1)
           || substr('23456789ABCDEFGHJKLMNPQRSTUVWXYZ', 1 + floor(random() * 32)::int, 1)
           || substr('23456789ABCDEFGHJKLMNPQRSTUVWXYZ', 1 + floor(random() * 32)::int, 1)
           || substr('23456789ABCDEFGHJKLMNPQRSTUVWXYZ', 1 + floor(random() * 32)::int, 1)
           || substr('23456789ABCDEFGHJKLMNPQRSTUVWXYZ', 1 + floor(random() * 32)::int, 1)
$$;

-- First come, first served, in memory: which of the orders that are still undecided can have their lines. Gives per
-- order 0, or the position in p_goods of what ran out, and the stock that is left there at that moment.
CREATE FUNCTION refuse_short_orders(p_undecided bool[], l_order int[], l_good int[], l_quantity bigint[],
                                    p_on_hand bigint[], OUT o_good int[], OUT o_left bigint[])
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    v_left bigint[] := p_on_hand;
    v_line int := 1;
    v_first int;
    v_lines int := cardinality(l_order);
    v_count int := cardinality(p_undecided);
BEGIN
    o_good := array_fill(0, ARRAY[v_count]);
    o_left := array_fill(0::bigint, ARRAY[v_count]);
    FOR i IN 1..v_count LOOP
        v_first := v_line;
        WHILE v_line <= v_lines AND l_order[v_line] = i LOOP
            v_line := v_line + 1;
        END LOOP;
        CONTINUE WHEN NOT p_undecided[i];
        FOR k IN v_first..v_line - 1 LOOP
            IF v_left[l_good[k]] < l_quantity[k] THEN
                o_good[i] := l_good[k];
                o_left[i] := v_left[l_good[k]];
                FOR taken IN v_first..k - 1 LOOP -- a refused order takes nothing
                    v_left[l_good[taken]] := v_left[l_good[taken]] + l_quantity[taken];
                END LOOP;
                EXIT;
            END IF;
            v_left[l_good[k]] := v_left[l_good[k]] - l_quantity[k];
        END LOOP;
    END LOOP;
END $$;

-- Places p_orders = [{"uuid","source","flow","name","email","phone","note","day","key":hex|null,"request":hex|null,
-- "lines":[[product,thousandths],…]},…]. One row for each, by idx from 0, then 'stock' rows.
-- Table scans are off because the plans of a session that began on empty tables live on when these have grown; compiling
-- a plan takes longer than it ever runs, and planning each call anew would cost as much as the call.
CREATE FUNCTION place_orders(p_orders jsonb, p_origin text)
RETURNS TABLE (idx int, outcome text, public_id bigint, pickup_code text, state text, total_minor bigint,
               product bigint, on_hand bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = bakehouse, pg_temp
SET jit = off SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
    v_uuid uuid[];
    v_key bytea[];
    v_request bytea[];
    v_outcome text[]; -- null = to be placed; 'again' = its key or uuid stands in an earlier order of this call
    v_known bigint[]; -- id of the order that a replay gets
    v_product bigint[];
    v_left bigint[];
    v_public bigint[]; -- by v_slot
    v_id bigint[];
    v_slot int[];
    v_day date[];
    v_count int; -- orders to be placed
    l_order int[];
    l_product bigint[];
    l_quantity bigint[];
    l_good int[]; -- position in s_product
    s_product bigint[];
    s_on_hand bigint[];
    v_short bool;
    v_again int[];
    r record;
    n int;
BEGIN
    SELECT array_agg((e.j ->> 'uuid')::uuid ORDER BY e.n), array_agg(decode(e.j ->> 'key', 'hex') ORDER BY e.n),
           array_agg(decode(e.j ->> 'request', 'hex') ORDER BY e.n), array_agg((e.j ->> 'day')::date ORDER BY e.n), count(*)
      INTO v_uuid, v_key, v_request, v_day, n
      FROM jsonb_array_elements(p_orders) WITH ORDINALITY AS e (j, n);
    IF n = 0 THEN
        RETURN;
    END IF;
    SELECT coalesce(array_agg(e.n::int ORDER BY e.n, l.m), '{}'),
           coalesce(array_agg((l.j ->> 0)::bigint ORDER BY e.n, l.m), '{}'),
           coalesce(array_agg((l.j ->> 1)::bigint ORDER BY e.n, l.m), '{}')
      INTO l_order, l_product, l_quantity
      FROM jsonb_array_elements(p_orders) WITH ORDINALITY AS e (j, n),
           jsonb_array_elements(e.j -> 'lines') WITH ORDINALITY AS l (j, m);

    -- Known from before, by the order's own uuid or by the caller's key.
    SELECT array_agg(CASE WHEN o.id IS NOT NULL THEN 'replayed'
                          WHEN k.order_id IS NOT NULL
                               THEN CASE WHEN k.request_hash = u.request THEN 'replayed' ELSE 'key_reused' END
                          WHEN u.again THEN 'again'
                          WHEN u.n <> ALL (l_order) THEN 'bad_quantity'
                     END ORDER BY u.n),
           array_agg(coalesce(o.id, k.order_id) ORDER BY u.n)
      INTO v_outcome, v_known
      FROM (SELECT x.n, x.uuid, x.key, x.request,
                   row_number() OVER (PARTITION BY x.uuid ORDER BY x.n) > 1
                   OR (x.key IS NOT NULL AND row_number() OVER (PARTITION BY x.key ORDER BY x.n) > 1) AS again
              FROM unnest(v_uuid, v_key, v_request) WITH ORDINALITY AS x (uuid, key, request, n)) AS u
      LEFT JOIN (SELECT o.id, o.uuid FROM orders o WHERE o.uuid = ANY (v_uuid)) AS o ON o.uuid = u.uuid
      LEFT JOIN (SELECT k.key_hash, k.request_hash, k.order_id FROM idempotency_keys k WHERE k.key_hash = ANY (v_key))
                AS k ON k.key_hash = u.key;

    -- What can be seen without stock: quantities of whole pieces, goods that are ordered at all, "sold out" by staff.
    v_product := array_fill(NULL::bigint, ARRAY[n]);
    v_left := array_fill(NULL::bigint, ARRAY[n]);
    FOR r IN
        SELECT DISTINCT ON (u.o) u.o, u.product, f.fault
          FROM unnest(l_order, l_product, l_quantity) WITH ORDINALITY AS u (o, product, quantity, m)
          LEFT JOIN products p ON p.id = u.product AND p.active AND p.unit = 'piece'
         CROSS JOIN LATERAL (SELECT CASE WHEN u.quantity BETWEEN 1 AND 999000 AND u.quantity % 1000 = 0 THEN
                                              CASE WHEN p.id IS NULL THEN 2 WHEN NOT p.available THEN 3 END
                                         ELSE 1 END) AS f (fault)
         WHERE f.fault IS NOT NULL
         ORDER BY u.o, f.fault, u.m
    LOOP
        CONTINUE WHEN v_outcome[r.o] IS NOT NULL;
        v_outcome[r.o] := (ARRAY['bad_quantity', 'unknown_product', 'insufficient_stock'])[r.fault];
        v_product[r.o] := r.product;
        v_left[r.o] := CASE WHEN r.fault = 3 THEN 0 END;
    END LOOP;

    -- Every product of the call at once and in rising order, as everything that touches stock does: no deadlock.
    SELECT coalesce(array_agg(s.product_id), '{}'), coalesce(array_agg(s.on_hand), '{}') INTO s_product, s_on_hand
      FROM (SELECT s.product_id::bigint, s.on_hand FROM stock s
             WHERE s.product_id = ANY (l_product) ORDER BY s.product_id FOR NO KEY UPDATE) AS s;
    SELECT coalesce(bool_or(w.wanted > w.on_hand), false) INTO v_short
      FROM (SELECT sum(u.quantity) AS wanted, min(g.on_hand) AS on_hand
              FROM unnest(l_order, l_product, l_quantity) AS u (o, product, quantity)
              JOIN unnest(s_product, s_on_hand) AS g (product, on_hand) ON g.product = u.product
             WHERE v_outcome[u.o] IS NULL GROUP BY u.product) AS w;
    IF v_short THEN
        l_good := ARRAY (SELECT g.n::int
                           FROM unnest(l_product) WITH ORDINALITY AS u (product, m)
                           LEFT JOIN unnest(s_product) WITH ORDINALITY AS g (product, n) ON g.product = u.product
                          ORDER BY u.m);
        FOR r IN
            SELECT u.n, s_product[u.good] AS product, u.left_over
              FROM refuse_short_orders(ARRAY (SELECT o IS NULL FROM unnest(v_outcome) WITH ORDINALITY AS x (o, n)
                                               ORDER BY x.n),
                                       l_order, l_good, l_quantity, s_on_hand) AS f,
                   unnest(f.o_good, f.o_left) WITH ORDINALITY AS u (good, left_over, n)
             WHERE u.good > 0
        LOOP
            v_outcome[r.n] := 'insufficient_stock';
            v_product[r.n] := r.product;
            v_left[r.n] := r.left_over;
        END LOOP;
    END IF;

    -- Ids before rows: what follows finds them by position and needs no join.
    SELECT array_agg(x.id ORDER BY x.n), array_agg(x.slot ORDER BY x.n), max(x.slot)
      INTO v_id, v_slot, v_count
      FROM (SELECT u.n, CASE WHEN u.outcome IS NULL THEN nextval('orders_id_seq') END AS id,
                   (count(*) FILTER (WHERE u.outcome IS NULL) OVER (ORDER BY u.n))::int AS slot
              FROM unnest(v_outcome) WITH ORDINALITY AS u (outcome, n)) AS x;
    v_public := new_public_ids(v_count);
    RETURN QUERY
    WITH lines AS MATERIALIZED (
        SELECT u.o, row_number() OVER (PARTITION BY u.o ORDER BY u.m) AS line_no, p.id, p.name, u.quantity,
               p.price_minor, p.price_minor * (u.quantity / 1000) AS total_minor, p.tax_class
          FROM unnest(l_order, l_product, l_quantity) WITH ORDINALITY AS u (o, product, quantity, m)
          JOIN products p ON p.id = u.product
         WHERE v_outcome[u.o] IS NULL),
    wanted AS MATERIALIZED (
        SELECT e.n, e.j, t.total_minor,
               CASE e.j ->> 'flow' WHEN 'automatic' THEN 'confirmed' ELSE 'requested' END AS state
          FROM jsonb_array_elements(p_orders) WITH ORDINALITY AS e (j, n)
          JOIN (SELECT l.o, sum(l.total_minor)::bigint AS total_minor FROM lines l GROUP BY l.o) AS t ON t.o = e.n),
    placed AS (
        INSERT INTO orders (id, public_id, uuid, pickup_code, source, state, flow, customer_name, customer_email,
                            customer_phone, note, business_day, total_minor)
        OVERRIDING SYSTEM VALUE
        SELECT v_id[w.n], v_public[v_slot[w.n]], v_uuid[w.n], new_pickup_code(), w.j ->> 'source', w.state,
               w.j ->> 'flow', coalesce(w.j ->> 'name', ''), coalesce(w.j ->> 'email', ''),
               coalesce(w.j ->> 'phone', ''), coalesce(w.j ->> 'note', ''), v_day[w.n], w.total_minor
          FROM wanted w
        RETURNING id, public_id, pickup_code, state, total_minor),
    line_rows AS (
        INSERT INTO order_lines (order_id, line_no, product_id, product_name, quantity, unit_price_minor, total_minor,
                                 tax_class)
        SELECT v_id[l.o], l.line_no, l.id, l.name, l.quantity, l.price_minor, l.total_minor, l.tax_class FROM lines l),
    event_rows AS (
        INSERT INTO order_events (order_id, state, actor) SELECT v_id[w.n], w.state, 'customer' FROM wanted w),
    job_rows AS (
        INSERT INTO jobs (kind, subject, dedup_key)
        SELECT 'order.advance', v_id[w.n], v_id[w.n]::text FROM wanted w WHERE w.state = 'confirmed'),
    key_rows AS (
        INSERT INTO idempotency_keys (key_hash, request_hash, order_id)
        SELECT v_key[w.n], v_request[w.n], v_id[w.n] FROM wanted w WHERE v_key[w.n] IS NOT NULL ORDER BY v_key[w.n]),
    movement_rows AS (
        INSERT INTO stock_movements (product_id, quantity, kind, business_day, order_id)
        SELECT l.id, -l.quantity, 'order', v_day[l.o], v_id[l.o] FROM lines l),
    stock_rows AS (
        UPDATE stock s SET on_hand = s.on_hand - w.quantity
          FROM (SELECT l.id, sum(l.quantity)::bigint AS quantity FROM lines l GROUP BY l.id) AS w
         WHERE s.product_id = w.id)
    SELECT array_position(v_id, p.id) - 1, 'placed', p.public_id, p.pickup_code, p.state, p.total_minor, NULL::bigint,
           NULL::bigint
      FROM placed p
     UNION ALL
    -- A replay gives the answer of the first time, whatever became of the order since.
    SELECT (u.n - 1)::int, u.outcome, o.public_id, o.pickup_code,
           CASE o.flow WHEN 'automatic' THEN 'confirmed' WHEN 'staff' THEN 'requested' END, o.total_minor, u.product,
           u.left_over
      FROM unnest(v_outcome, v_known, v_product, v_left) WITH ORDINALITY AS u (outcome, known, product, left_over, n)
      LEFT JOIN (SELECT o.id, o.public_id, o.pickup_code, o.flow, o.total_minor FROM orders o WHERE o.id = ANY (v_known))
                AS o ON u.outcome = 'replayed' AND o.id = u.known
     WHERE u.outcome <> 'again';

    -- The rest of the call sees what has just been placed, so a repeated key is decided as if it had come later.
    v_again := ARRAY (SELECT x.n FROM unnest(v_outcome) WITH ORDINALITY AS x (o, n) WHERE x.o = 'again' ORDER BY x.n);
    IF v_again <> '{}' THEN
        RETURN QUERY
        SELECT v_again[f.idx + 1] - 1, f.outcome, f.public_id, f.pickup_code, f.state, f.total_minor, f.product,
               f.on_hand
          FROM place_orders((SELECT jsonb_agg(e.j ORDER BY e.n)
                               FROM jsonb_array_elements(p_orders) WITH ORDINALITY AS e (j, n)
                              WHERE e.n = ANY (v_again)), p_origin) AS f
         WHERE f.idx IS NOT NULL;
    END IF;

    IF v_count > 0 THEN
        PERFORM pg_notify('bakehouse_catalogue', p_origin), pg_notify('bakehouse_orders', p_origin);
        RETURN QUERY
        SELECT NULL::int, 'stock', NULL::bigint, NULL::text, NULL::text, NULL::bigint, s.product_id::bigint, s.on_hand
          FROM stock s WHERE s.product_id = ANY (l_product);
    END IF;
END $$;

GRANT EXECUTE ON FUNCTION place_orders(jsonb, text) TO bakehouse_runtime;
