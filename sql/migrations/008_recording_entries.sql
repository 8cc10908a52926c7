-- The upload of a till's journal. record_entries() takes what continues the chain, and refuses nothing that does:
-- what cannot be derived or applied keeps its bytes and raises a discrepancy.
SET LOCAL ROLE bakehouse_owner;
SET LOCAL search_path = bakehouse, pg_temp;

-- Stops the derivation of an entry whose bytes speak of another one.
CREATE FUNCTION refuse_foreign_bytes(p_seq bigint) RETURNS jsonb LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the bytes of entry % name another till, sequence, uuid or kind', p_seq USING ERRCODE = '22000';
END $$;

-- Fills receipts, lines, tenders and VAT from the stored bytes of a range of entries; each is parsed once.
CREATE FUNCTION derive_receipts(p_till uuid, p_from bigint, p_to bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    WITH parsed AS MATERIALIZED (
        SELECT e.till, e.seq, e.kind,
               CASE WHEN x.j ->> 'till' = e.till::text AND x.j ->> 'seq' = e.seq::text
                         AND x.j ->> 'uuid' = e.uuid::text AND x.j ->> 'kind' = e.kind THEN x.j
                    ELSE refuse_foreign_bytes(e.seq) END AS j
          FROM entries e
         CROSS JOIN LATERAL (SELECT convert_from(e.bytes, 'UTF8')::jsonb AS j OFFSET 0) AS x
         WHERE e.till = p_till AND e.seq BETWEEN p_from AND p_to),
    receipt_rows AS (
        INSERT INTO receipts (till, seq, kind, uuid, number, prefix, currency, decimals, sold_at, suspect, business_day,
                              clerk, mode, total_minor, change_minor, rounding_minor, source_key, order_public_id,
                              original_till, original_uuid, original_number)
        SELECT d.till, d.seq, d.kind, d.uuid, d.number, d.prefix, d.currency, d.decimals, d.sold_at, d.suspect,
               d.business_day, d.clerk, d.mode, d.total_minor, d.change_minor, d.rounding_minor, d.source_key,
               d.order_public_id, d.original_till, d.original_uuid, d.original_number
          FROM parsed p CROSS JOIN LATERAL derived_receipt(p.j) AS d WHERE p.kind IN ('sale', 'refund')),
    line_rows AS (
        INSERT INTO receipt_lines (till, seq, line_no, product_id, name, quantity, unit_price_minor, discount_minor,
                                   gross_minor, tax_class, rate_bp, prepared, original_line)
        SELECT p.till, p.seq, d.line_no, d.product_id, d.name, d.quantity, d.unit_price_minor, d.discount_minor,
               d.gross_minor, d.tax_class, d.rate_bp, d.prepared, d.original_line
          FROM parsed p CROSS JOIN LATERAL derived_lines(p.j) AS d WHERE p.kind IN ('sale', 'refund')),
    tender_rows AS (
        INSERT INTO receipt_tenders (till, seq, tender_no, method, amount_minor)
        SELECT p.till, p.seq, d.tender_no, d.method, d.amount_minor
          FROM parsed p CROSS JOIN LATERAL derived_tenders(p.j) AS d WHERE p.kind IN ('sale', 'refund'))
    INSERT INTO receipt_vat (till, seq, rate_bp, gross_minor, vat_minor, net_minor)
    SELECT p.till, p.seq, d.rate_bp, d.gross_minor, d.vat_minor, d.net_minor
      FROM parsed p CROSS JOIN LATERAL derived_vat(p.j) AS d WHERE p.kind IN ('sale', 'refund');
END $$;

-- What the stored receipts of a range are at odds with. Never a reason to refuse them.
CREATE FUNCTION note_receipt_faults(p_till uuid, p_from bigint, p_to bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO discrepancies (till, seq, kind, detail)
    SELECT p_till, f.seq, 'sums', f.fault FROM receipt_faults(p_till, p_from, p_to) AS f
     UNION ALL
    SELECT p_till, n.seq, 'number', format('number %s follows %s', n.number, n.before)
      FROM (SELECT r.seq, r.number,
                   coalesce(lag(r.number) OVER (ORDER BY r.seq),
                            (SELECT b.number FROM receipts b WHERE b.till = p_till AND b.seq < p_from
                              ORDER BY b.seq DESC LIMIT 1), 0) AS before
              FROM receipts r WHERE r.till = p_till AND r.seq BETWEEN p_from AND p_to) AS n
     WHERE n.number <> n.before + 1
     UNION ALL
    SELECT p_till, r.seq, 'currency', format('%s with %s decimals in a shop of %s', r.currency, r.decimals, s.currency)
      FROM receipts r
      JOIN shop s ON s.only_row
     WHERE r.till = p_till AND r.seq BETWEEN p_from AND p_to
       AND (r.currency, r.decimals) IS DISTINCT FROM (s.currency, s.decimals)
     UNION ALL
    SELECT p_till, l.seq, 'unknown_product', format('product %s "%s" is not in the catalogue', l.product_id, l.name)
      FROM receipt_lines l
     WHERE l.till = p_till AND l.seq BETWEEN p_from AND p_to
       AND NOT EXISTS (SELECT FROM stock s WHERE s.product_id = l.product_id);
END $$;

-- Refunds of the range, and refunds that came before a sale of the range: does any original give back more than it was?
CREATE FUNCTION note_refund_faults(p_till uuid, p_from bigint, p_to bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    WITH originals AS (
        SELECT r.original_uuid AS uuid FROM receipts r
         WHERE r.till = p_till AND r.seq BETWEEN p_from AND p_to AND r.kind = 'refund'
         UNION
        SELECT r.uuid FROM receipts r
         WHERE r.till = p_till AND r.seq BETWEEN p_from AND p_to AND r.kind = 'sale'),
    mirrored AS (
        SELECT o.uuid, f.till, f.seq, l.original_line, s.line_no IS NULL
               OR (l.product_id, l.unit_price_minor, l.rate_bp, l.tax_class)
                  IS DISTINCT FROM (s.product_id, s.unit_price_minor, s.rate_bp, s.tax_class) AS differs,
               sum(-l.quantity) OVER w > s.quantity OR sum(-l.gross_minor) OVER w > s.gross_minor AS over,
               (f.till = p_till AND f.seq BETWEEN p_from AND p_to)
               OR (sale.till = p_till AND sale.seq BETWEEN p_from AND p_to) AS fresh
          FROM originals o
          JOIN receipts sale ON sale.uuid = o.uuid
          JOIN receipts f ON f.original_uuid = o.uuid AND f.kind = 'refund'
          JOIN receipt_lines l ON l.till = f.till AND l.seq = f.seq
          LEFT JOIN receipt_lines s ON s.till = sale.till AND s.seq = sale.seq AND s.line_no = l.original_line
        WINDOW w AS (PARTITION BY o.uuid, l.original_line ORDER BY f.sold_at, f.till, f.seq, l.line_no))
    INSERT INTO discrepancies (till, seq, kind, detail)
    SELECT DISTINCT m.till, m.seq, k.kind, format('line %s of receipt %s', m.original_line, m.uuid)
      FROM mirrored m
     CROSS JOIN LATERAL (VALUES ('refund_differs', m.differs), ('over_refund', m.over)) AS k (kind, found)
     WHERE k.found AND m.fresh;
END $$;

-- A receipt that pays for an order: the order is collected, its stock was taken when it was placed.
CREATE FUNCTION collect_paid_order(p_till uuid, p_seq bigint, p_public_id bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    v record;
    v_fault text;
BEGIN
    SELECT f.o_id, f.o_state, f.o_till INTO v FROM lock_order(p_public_id) AS f;
    v_fault := CASE WHEN v.o_id IS NULL THEN 'order_missing'
                    WHEN v.o_till IS NOT NULL THEN 'order_paid'
                    WHEN NOT EXISTS (SELECT FROM order_steps s WHERE s.from_state = v.o_state AND s.to_state = 'collected')
                         THEN 'order_cancelled' END;
    IF v_fault IS NOT NULL THEN
        INSERT INTO discrepancies (till, seq, kind, detail)
        VALUES (p_till, p_seq, v_fault, format('order %s, which this receipt pays for', p_public_id));
        RETURN;
    END IF;
    UPDATE orders SET till = p_till, seq = p_seq WHERE id = v.o_id;
    PERFORM set_order_state(v.o_id, 'collected', 'till'), drop_order_job(v.o_id);
END $$;

-- A return first cancels the shortfall of its own sale; gives how much of p_quantity that took.
CREATE FUNCTION settle_own_shortfall(p_original uuid, p_product bigint, p_quantity bigint, p_day date) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
    v record;
    v_settled bigint;
BEGIN
    SELECT s.till, s.seq, s.quantity - s.settled AS left_open INTO v
      FROM receipts o
      JOIN shortfalls s ON s.till = o.till AND s.seq = o.seq
     WHERE o.uuid = p_original AND s.product_id = p_product AND s.settled < s.quantity;
    IF NOT FOUND THEN
        RETURN 0;
    END IF;
    v_settled := least(v.left_open, p_quantity);
    UPDATE shortfalls SET settled = settled + v_settled
     WHERE till = v.till AND seq = v.seq AND product_id = p_product;
    INSERT INTO stock_movements (product_id, quantity, kind, business_day, till, seq)
    VALUES (p_product, -v_settled, 'settle', p_day, v.till, v.seq);
    RETURN v_settled;
END $$;

-- What the range takes from stock and gives back to it. The goods have left the shop: what the books do not hold becomes
-- a shortfall, so the sum of movements never falls below zero. Gives the products touched.
CREATE FUNCTION move_stock_of_receipts(p_till uuid, p_from bigint, p_to bigint) RETURNS bigint[] LANGUAGE plpgsql AS $$
DECLARE
    v_seq bigint[];
    v_product bigint[];
    v_taken bigint[]; -- per entry and product; negative for a return
    v_day date[];
    v_original uuid[]; -- of a refund
    v_good int[]; -- position in g_product
    g_product bigint[];
    g_before bigint[];
    g_left bigint[];
    v_tight bool;
    v_missing bigint;
BEGIN
    -- A receipt that pays for an order takes nothing: the order did.
    SELECT array_agg(t.seq), array_agg(t.product_id), array_agg(t.taken), array_agg(t.business_day),
           array_agg(t.original_uuid)
      INTO v_seq, v_product, v_taken, v_day, v_original
      FROM (SELECT r.seq, l.product_id, sum(l.quantity)::bigint AS taken, r.business_day,
                   CASE r.kind WHEN 'refund' THEN r.original_uuid END AS original_uuid
              FROM receipts r
              JOIN receipt_lines l ON l.till = p_till AND l.seq = r.seq
             WHERE r.till = p_till AND r.seq BETWEEN p_from AND p_to
               AND (r.order_public_id IS NULL OR r.kind = 'refund')
             GROUP BY r.seq, l.product_id, r.business_day, r.kind, r.original_uuid
            HAVING sum(l.quantity) <> 0
             ORDER BY r.seq, l.product_id) AS t;
    IF v_seq IS NULL THEN
        RETURN '{}';
    END IF;
    PERFORM FROM stock s WHERE s.product_id = ANY (v_product) ORDER BY s.product_id FOR NO KEY UPDATE;
    -- A product that nobody knows counts as one with nothing on hand.
    SELECT array_agg(w.product), array_agg(w.on_hand), bool_or(w.wanted > w.on_hand OR w.returns)
      INTO g_product, g_before, v_tight
      FROM (SELECT u.product, coalesce(min(s.on_hand), 0) AS on_hand, sum(greatest(u.taken, 0)) AS wanted,
                   bool_or(u.taken < 0) AS returns
              FROM unnest(v_product, v_taken) AS u (product, taken)
              LEFT JOIN (SELECT s.product_id, s.on_hand FROM stock s WHERE s.product_id = ANY (v_product)) AS s
                ON s.product_id = u.product
             GROUP BY u.product) AS w;
    INSERT INTO stock_movements (product_id, quantity, kind, business_day, till, seq)
    SELECT u.product, -u.taken, CASE WHEN u.taken > 0 THEN 'sale' ELSE 'refund' END, u.day, p_till, u.seq
      FROM unnest(v_seq, v_product, v_taken, v_day) AS u (seq, product, taken, day);
    IF NOT v_tight THEN
        UPDATE stock s SET on_hand = s.on_hand - w.taken
          FROM (SELECT u.product, sum(u.taken)::bigint AS taken
                  FROM unnest(v_product, v_taken) AS u (product, taken) GROUP BY u.product) AS w
         WHERE s.product_id = w.product;
        RETURN g_product;
    END IF;

    -- Something runs short or comes back: entry by entry, in the till's order.
    v_good := ARRAY (SELECT g.n::int FROM unnest(v_product) WITH ORDINALITY AS u (product, m)
                       JOIN unnest(g_product) WITH ORDINALITY AS g (product, n) ON g.product = u.product ORDER BY u.m);
    g_left := g_before;
    FOR i IN 1..cardinality(v_seq) LOOP
        IF v_taken[i] < 0 THEN
            g_left[v_good[i]] := g_left[v_good[i]] - v_taken[i]
                                 - settle_own_shortfall(v_original[i], v_product[i], -v_taken[i], v_day[i]);
            CONTINUE;
        END IF;
        v_missing := v_taken[i] - g_left[v_good[i]];
        g_left[v_good[i]] := greatest(0, -v_missing);
        IF v_missing > 0 THEN
            INSERT INTO shortfalls (till, seq, product_id, business_day, quantity)
            VALUES (p_till, v_seq[i], v_product[i], v_day[i], v_missing);
            INSERT INTO stock_movements (product_id, quantity, kind, business_day, till, seq)
            VALUES (v_product[i], v_missing, 'shortfall', v_day[i], p_till, v_seq[i]);
        END IF;
    END LOOP;
    UPDATE stock s SET on_hand = u.on_hand
      FROM unnest(g_product, g_left) AS u (product, on_hand)
     WHERE s.product_id = u.product AND s.on_hand <> u.on_hand;
    RETURN g_product;
END $$;

-- The orders of counter sales. Collected at once, unless there is something to be made still and the sale is fresh: a
-- week's upload brews no coffee. Gives how many there are.
CREATE FUNCTION make_counter_orders(p_till uuid, p_from bigint, p_to bigint) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
    v_seq bigint[];
    v_making bool[];
    v_public bigint[];
    v_count int;
    v_made int;
BEGIN
    SELECT array_agg(r.seq),
           array_agg(r.sold_at > now() - interval '30 minutes'
                     AND EXISTS (SELECT FROM receipt_lines l WHERE l.till = p_till AND l.seq = r.seq AND l.prepared))
      INTO v_seq, v_making
      FROM receipts r
     WHERE r.till = p_till AND r.seq BETWEEN p_from AND p_to AND r.kind = 'sale' AND r.order_public_id IS NULL;
    v_count := coalesce(cardinality(v_seq), 0);
    IF v_count = 0 THEN
        RETURN 0;
    END IF;
    v_public := new_public_ids(v_count);
    WITH placed AS (
        INSERT INTO orders (public_id, uuid, pickup_code, source, state, flow, business_day, placed_at, completed_at,
                            total_minor, till, seq)
        SELECT u.public_id, r.uuid, new_pickup_code(), 'counter', CASE WHEN u.making THEN 'confirmed' ELSE 'collected' END,
               'automatic', r.business_day, r.sold_at, CASE WHEN NOT u.making THEN clock_timestamp() END,
               r.total_minor, p_till, r.seq
          FROM unnest(v_seq, v_making, v_public) AS u (seq, making, public_id)
          JOIN receipts r ON r.till = p_till AND r.seq BETWEEN p_from AND p_to AND r.seq = u.seq
        ON CONFLICT (uuid) DO NOTHING
        RETURNING id, seq, state),
    line_rows AS (
        INSERT INTO order_lines (order_id, line_no, product_id, product_name, quantity, unit_price_minor, total_minor,
                                 tax_class)
        SELECT p.id, l.line_no, l.product_id, l.name, l.quantity, l.unit_price_minor, l.gross_minor, l.tax_class
          FROM placed p
          JOIN receipt_lines l ON l.till = p_till AND l.seq = p.seq),
    event_rows AS (
        INSERT INTO order_events (order_id, state, actor) SELECT p.id, p.state, 'till' FROM placed p),
    job_rows AS (
        INSERT INTO jobs (kind, subject, dedup_key)
        SELECT 'order.advance', p.id, p.id::text FROM placed p WHERE p.state = 'confirmed')
    SELECT count(*) INTO v_made FROM placed;
    IF v_made < v_count THEN
        INSERT INTO discrepancies (till, seq, kind, detail)
        SELECT p_till, r.seq, 'order_known', 'an order has the uuid of this sale already'
          FROM receipts r
          JOIN orders o ON o.uuid = r.uuid AND (o.till, o.seq) IS DISTINCT FROM (r.till, r.seq)
         WHERE r.till = p_till AND r.seq = ANY (v_seq);
    END IF;
    RETURN v_made;
END $$;

-- Everything that follows from the receipts of a range. Orders before stock, as cancel_order() locks them.
CREATE FUNCTION apply_receipts(p_till uuid, p_from bigint, p_to bigint, OUT o_products bigint[], OUT o_orders bool)
LANGUAGE plpgsql AS $$
DECLARE
    v_paid record;
BEGIN
    o_orders := false;
    PERFORM note_receipt_faults(p_till, p_from, p_to);
    IF EXISTS (SELECT FROM receipts s WHERE s.till = p_till AND s.seq BETWEEN p_from AND p_to AND s.kind = 'refund')
       OR EXISTS (SELECT FROM receipts f
                   WHERE f.original_uuid = ANY (ARRAY (SELECT s.uuid FROM receipts s
                                                        WHERE s.till = p_till AND s.seq BETWEEN p_from AND p_to))) THEN
        PERFORM note_refund_faults(p_till, p_from, p_to);
    END IF;
    FOR v_paid IN SELECT s.seq, s.order_public_id FROM receipts s
              WHERE s.till = p_till AND s.seq BETWEEN p_from AND p_to AND s.kind = 'sale'
                AND s.order_public_id IS NOT NULL
              ORDER BY s.order_public_id, s.seq LOOP
        PERFORM collect_paid_order(p_till, v_paid.seq, v_paid.order_public_id);
        o_orders := true;
    END LOOP;
    o_products := move_stock_of_receipts(p_till, p_from, p_to);
    o_orders := make_counter_orders(p_till, p_from, p_to) > 0 OR o_orders;
END $$;

-- After a failure in the whole range: derive what can be derived one by one, then apply. Only what the data itself is
-- guilty of is noted and kept as bytes; a lost lock or a full disk fails the call, and the till sends again.
CREATE FUNCTION take_one_by_one(p_till uuid, p_from bigint, p_to bigint, OUT o_products bigint[], OUT o_orders bool)
LANGUAGE plpgsql AS $$
DECLARE
    v record;
BEGIN
    FOR i IN p_from..p_to LOOP
        BEGIN
            PERFORM derive_receipts(p_till, i, i);
        EXCEPTION WHEN data_exception OR integrity_constraint_violation OR program_limit_exceeded THEN
            INSERT INTO discrepancies (till, seq, kind, detail) VALUES (p_till, i, 'underivable', SQLERRM);
        END;
    END LOOP;
    BEGIN
        SELECT a.o_products, a.o_orders INTO o_products, o_orders FROM apply_receipts(p_till, p_from, p_to) AS a;
        RETURN;
    EXCEPTION WHEN data_exception OR integrity_constraint_violation OR program_limit_exceeded THEN
        o_products := '{}';
        o_orders := false;
    END;
    FOR i IN p_from..p_to LOOP
        BEGIN
            SELECT a.o_products, a.o_orders INTO v FROM apply_receipts(p_till, i, i) AS a;
            o_products := o_products || v.o_products;
            o_orders := o_orders OR v.o_orders;
        EXCEPTION WHEN data_exception OR integrity_constraint_violation OR program_limit_exceeded THEN
            INSERT INTO discrepancies (till, seq, kind, detail) VALUES (p_till, i, 'not_applied', SQLERRM);
        END;
    END LOOP;
END $$;

-- Does the batch agree with what is stored of it, and does the rest continue the chain? The hash before is not sent: only
-- the right one gives the hash that was.
CREATE FUNCTION continues_chain(p_till uuid, p_first bigint, p_known int, p_head bytea, p_uuids uuid[], p_bytes bytea[],
                                p_hashes bytea[]) RETURNS bool
LANGUAGE plpgsql STABLE AS $$
BEGIN
    IF p_known > 0 AND p_known <> (
        SELECT count(*)
          FROM entries e
          JOIN unnest(p_uuids[:p_known], p_bytes[:p_known], p_hashes[:p_known]) WITH ORDINALITY AS u (uuid, bytes, hash, n)
            ON e.seq = p_first + u.n - 1 AND e.uuid = u.uuid AND e.bytes = u.bytes AND e.hash = u.hash
         WHERE e.till = p_till AND e.seq BETWEEN p_first AND p_first + p_known - 1) THEN
        RETURN false;
    END IF;
    RETURN coalesce((SELECT bool_and(sha256(u.prev || u.bytes) = u.hash)
                       FROM unnest(p_head || p_hashes[p_known + 1:cardinality(p_hashes) - 1], p_bytes[p_known + 1:],
                                   p_hashes[p_known + 1:]) AS u (prev, bytes, hash)), true)
        AND NOT EXISTS (SELECT FROM entries e WHERE e.uuid = ANY (p_uuids[p_known + 1:]))
        AND (SELECT count(DISTINCT u.uuid) = count(*) FROM unnest(p_uuids) AS u (uuid));
END $$;

-- Records p_first… of one till. First row: 'recorded' (all of them, or known already), 'gap' (send from the head on),
-- 'fork' (other bytes under a known sequence or uuid, or another chain), 'unknown_till'; with the head after the call.
-- Then 'stock' rows.
CREATE FUNCTION record_entries(p_till uuid, p_first bigint, p_uuids uuid[], p_kinds text[], p_bytes bytea[],
                               p_hashes bytea[], p_origin text)
RETURNS TABLE (outcome text, seq bigint, hash bytea, product bigint, on_hand bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = bakehouse, pg_temp
SET jit = off SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
    v_count int := cardinality(p_uuids);
    v_head bigint;
    v_hash bytea;
    v_known int;
    v_from bigint;
    v_to bigint;
    v record;
BEGIN
    IF p_first < 1 OR cardinality(p_kinds) <> v_count OR cardinality(p_bytes) <> v_count
       OR cardinality(p_hashes) <> v_count THEN
        RAISE EXCEPTION 'entries from % on with arrays of different lengths', p_first USING ERRCODE = '22023';
    END IF;
    SELECT t.head_seq, t.head_hash INTO v_head, v_hash FROM tills t WHERE t.id = p_till FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RETURN QUERY SELECT 'unknown_till', 0::bigint, ''::bytea, NULL::bigint, NULL::bigint;
        RETURN;
    END IF;
    v_known := least(v_count, v_head - p_first + 1);
    IF v_known < 0 OR NOT continues_chain(p_till, p_first, v_known, v_hash, p_uuids, p_bytes, p_hashes) THEN
        RETURN QUERY SELECT CASE WHEN v_known < 0 THEN 'gap' ELSE 'fork' END, v_head, v_hash, NULL::bigint, NULL::bigint;
        RETURN;
    END IF;
    IF v_known = v_count THEN
        RETURN QUERY SELECT 'recorded', v_head, v_hash, NULL::bigint, NULL::bigint;
        RETURN;
    END IF;

    v_from := p_first + v_known;
    v_to := p_first + v_count - 1;
    INSERT INTO entries (till, seq, uuid, kind, bytes, prev, hash)
    SELECT p_till, p_first + u.n - 1, u.uuid, u.kind, u.bytes,
           CASE WHEN u.n = v_known + 1 THEN v_hash ELSE p_hashes[u.n - 1] END, u.hash
      FROM unnest(p_uuids, p_kinds, p_bytes, p_hashes) WITH ORDINALITY AS u (uuid, kind, bytes, hash, n)
     WHERE u.n > v_known
     ORDER BY u.n;
    UPDATE tills SET head_seq = v_to, head_hash = p_hashes[v_count] WHERE id = p_till;
    BEGIN
        PERFORM derive_receipts(p_till, v_from, v_to);
        SELECT a.o_products, a.o_orders INTO v FROM apply_receipts(p_till, v_from, v_to) AS a;
    EXCEPTION WHEN data_exception OR integrity_constraint_violation OR program_limit_exceeded THEN
        SELECT a.o_products, a.o_orders INTO v FROM take_one_by_one(p_till, v_from, v_to) AS a;
    END;

    IF v.o_products <> '{}' THEN
        PERFORM pg_notify('bakehouse_catalogue', p_origin);
    END IF;
    IF v.o_orders THEN
        PERFORM pg_notify('bakehouse_orders', p_origin);
    END IF;
    RETURN QUERY SELECT 'recorded', v_to, p_hashes[v_count], NULL::bigint, NULL::bigint;
    RETURN QUERY
    SELECT 'stock', NULL::bigint, NULL::bytea, s.product_id::bigint, s.on_hand
      FROM stock s WHERE s.product_id = ANY (v.o_products);
END $$;

GRANT EXECUTE ON FUNCTION record_entries(uuid, bigint, uuid[], text[], bytea[], bytea[], text) TO bakehouse_runtime;
