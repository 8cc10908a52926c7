-- Whatever a movement of stock says is known from somewhere else: a receipt, an order, or a booking, and bookings are
-- chained. So movements have no column of their own that could be changed unseen, and verify derives each of them again.
SET LOCAL ROLE bakehouse_owner;
SET LOCAL search_path = bakehouse, pg_temp;

-- A movement is its source; three narrow indexes, of which each row is in one, stand in the place of a number's.
ALTER TABLE stock_movements
    DROP COLUMN id,
    DROP COLUMN at,
    ADD COLUMN booking bigint, -- of 'opening', 'delivery' and 'import', and of what a delivery settled
    ADD COLUMN by_till uuid, -- the refund behind a 'settle' that no delivery made
    ADD COLUMN by_seq bigint,
    ADD CHECK (booking IS NULL OR kind IN ('opening', 'delivery', 'import', 'settle')),
    ADD CHECK ((by_till IS NULL) = (by_seq IS NULL)),
    ADD CHECK (by_till IS NULL OR (kind = 'settle' AND booking IS NULL));
CREATE INDEX stock_movements_entry ON stock_movements (till, seq) WHERE till IS NOT NULL;
CREATE INDEX stock_movements_order ON stock_movements (order_id) WHERE order_id IS NOT NULL;
CREATE INDEX stock_movements_booking ON stock_movements (booking) WHERE booking IS NOT NULL;
-- Empty between two calls.
CREATE INDEX stock_movements_unbooked ON stock_movements (kind)
    WHERE booking IS NULL AND by_till IS NULL AND kind IN ('opening', 'delivery', 'import', 'settle');

-- What people and files did to the stock, in a chain: {"no","at","deliveries":[[key,day,booked_at],…],
-- "moves":[[product,thousandths,kind,day,till,seq],…]}; hash = sha256(prev || content).
CREATE TABLE stock_bookings (
    no bigint PRIMARY KEY CHECK (no > 0),
    content text NOT NULL,
    prev bytea NOT NULL CHECK (length(prev) = 32),
    hash bytea NOT NULL CHECK (length(hash) = 32)
);
-- Locked before any stock by whoever books, so bookings come one after the other and nobody waits in a circle.
CREATE TABLE stock_bookings_head (
    only_row bool PRIMARY KEY DEFAULT true CHECK (only_row),
    no bigint NOT NULL DEFAULT 0 CHECK (no >= 0),
    hash bytea NOT NULL DEFAULT decode(repeat('00', 32), 'hex') CHECK (length(hash) = 32)
);
INSERT INTO stock_bookings_head DEFAULT VALUES;

-- Books the movements of this transaction that have no source yet, and the deliveries named.
CREATE FUNCTION book_movements(p_keys text[]) RETURNS void LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
    v_no bigint;
    v_prev bytea;
    v_hash bytea;
    v_moves jsonb;
    v_content text;
BEGIN
    SELECT h.no + 1, h.hash INTO v_no, v_prev FROM stock_bookings_head h FOR UPDATE;
    WITH booked AS (
        UPDATE stock_movements m SET booking = v_no
         WHERE m.booking IS NULL AND m.by_till IS NULL AND m.kind IN ('opening', 'delivery', 'import', 'settle')
        RETURNING m.product_id, m.quantity, m.kind, m.business_day, m.till, m.seq)
    SELECT jsonb_agg(jsonb_build_array(b.product_id, b.quantity, b.kind, b.business_day, b.till, b.seq)
                     ORDER BY b.kind, b.product_id, b.till, b.seq, b.business_day, b.quantity)
      INTO v_moves FROM booked b;
    IF v_moves IS NULL AND p_keys = '{}' THEN
        RETURN;
    END IF;
    SELECT jsonb_build_object('no', v_no, 'at', now(), 'moves', coalesce(v_moves, '[]'), 'deliveries',
                              coalesce(jsonb_agg(jsonb_build_array(d.key, d.business_day, d.booked_at) ORDER BY d.key),
                                       '[]'))::text
      INTO v_content FROM deliveries d WHERE d.key = ANY (p_keys);
    v_hash := sha256(v_prev || convert_to(v_content, 'UTF8'));
    INSERT INTO stock_bookings (no, content, prev, hash) VALUES (v_no, v_content, v_prev, v_hash);
    UPDATE stock_bookings_head SET no = v_no, hash = v_hash;
END $$;

-- Sets the stock of p_products to p_on_hand, by movements of p_kind.
CREATE OR REPLACE FUNCTION set_stock(p_products int[], p_on_hand bigint[], p_kind text, p_day date) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM stock_bookings_head FOR UPDATE;
    WITH wanted AS (
        SELECT s.product_id, u.on_hand, u.on_hand - s.on_hand AS change
          FROM (SELECT s.product_id, s.on_hand FROM stock s
                 WHERE s.product_id = ANY (p_products) ORDER BY s.product_id FOR NO KEY UPDATE) AS s
          JOIN unnest(p_products, p_on_hand) AS u (product_id, on_hand) ON u.product_id = s.product_id
         WHERE u.on_hand <> s.on_hand),
    movement_rows AS (
        INSERT INTO stock_movements (product_id, quantity, kind, business_day)
        SELECT w.product_id, w.change, p_kind, p_day FROM wanted w)
    UPDATE stock s SET on_hand = w.on_hand FROM wanted w WHERE s.product_id = w.product_id;
    PERFORM book_movements('{}');
END $$;

-- Books a delivery once per key: [[product,thousandths],…]. First row: booked or known; then the stock of what came.
ALTER FUNCTION book_delivery(text, date, jsonb, text) RENAME TO bring_delivery;
REVOKE EXECUTE ON FUNCTION bring_delivery(text, date, jsonb, text) FROM bakehouse_runtime;
CREATE FUNCTION book_delivery(p_key text, p_day date, p_amounts jsonb, p_origin text)
RETURNS TABLE (booked bool, product bigint, on_hand bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = bakehouse, pg_temp AS $$
DECLARE
    v_known bool;
BEGIN
    PERFORM FROM stock_bookings_head FOR UPDATE;
    v_known := EXISTS (SELECT FROM deliveries d WHERE d.key = p_key);
    RETURN QUERY SELECT b.booked, b.product, b.on_hand FROM bring_delivery(p_key, p_day, p_amounts, p_origin) AS b;
    IF NOT v_known THEN
        PERFORM book_movements(ARRAY[p_key]);
    END IF;
END $$;
GRANT EXECUTE ON FUNCTION book_delivery(text, date, jsonb, text) TO bakehouse_runtime;

ALTER FUNCTION seed_samples() RENAME TO seed_unbooked_samples;
CREATE FUNCTION seed_samples() RETURNS int LANGUAGE plpgsql SET search_path = bakehouse, pg_temp AS $$
DECLARE
    v_added int := seed_unbooked_samples();
BEGIN
    PERFORM book_movements('{}');
    RETURN v_added;
END $$;

-- A return first cancels the shortfall of its own sale; gives how much of p_quantity that took. The refund is p_till, p_seq.
DROP FUNCTION settle_own_shortfall(uuid, bigint, bigint, date);
CREATE FUNCTION settle_own_shortfall(p_original uuid, p_product bigint, p_quantity bigint, p_day date, p_till uuid,
                                     p_seq bigint) RETURNS bigint
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
    INSERT INTO stock_movements (product_id, quantity, kind, business_day, till, seq, by_till, by_seq)
    VALUES (p_product, -v_settled, 'settle', p_day, v.till, v.seq, p_till, p_seq);
    RETURN v_settled;
END $$;

-- The one call of it is changed where it stands, whatever else has become of the function.
DO $$
DECLARE
    v_before text := pg_get_functiondef('move_stock_of_receipts(uuid, bigint, bigint)'::regprocedure);
    v_after text := replace(v_before, '-v_taken[i], v_day[i])', '-v_taken[i], v_day[i], p_till, v_seq[i])');
BEGIN
    IF v_after = v_before THEN
        RAISE EXCEPTION 'move_stock_of_receipts() settles in another way';
    END IF;
    EXECUTE v_after;
END $$;

-- What was booked before: the refunds behind settled shortfalls are looked up, the rest is carried over in one booking.
UPDATE stock_movements m SET by_till = r.till, by_seq = r.seq
  FROM receipts o
  JOIN receipts r ON r.original_uuid = o.uuid AND r.kind = 'refund'
 WHERE m.kind = 'settle' AND o.till = m.till AND o.seq = m.seq AND r.business_day = m.business_day
   AND EXISTS (SELECT FROM receipt_lines l
                WHERE l.till = r.till AND l.seq = r.seq AND l.product_id = m.product_id AND -l.quantity >= -m.quantity);
DO $$
BEGIN
    PERFORM book_movements(ARRAY (SELECT d.key FROM deliveries d));
END $$;

DROP FUNCTION verify_all(), verify_chains(), verify_bytes(), verify_sums(), verify_stock(), verify_orders(),
    compare_with_bytes(bool);

-- verify goes by pieces of bounded size: memory does not grow with the books, several connections can share the work,
-- and no statement lasts for minutes. Each function below gives one row for each fault of its piece.

-- The names of the values that two rows have not in common.
CREATE FUNCTION differing_columns(p_stored jsonb, p_derived jsonb) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN p_stored IS NULL THEN 'it is not there'
                WHEN p_derived IS NULL THEN 'the bytes know nothing of it'
                ELSE (SELECT string_agg(s.key, ', ' ORDER BY s.key) FROM jsonb_each(p_stored) AS s
                       WHERE s.value IS DISTINCT FROM p_derived -> s.key) END
$$;

-- Hash over the bytes, link to the entry before, gapless sequence.
CREATE FUNCTION chain_faults(p_till uuid, p_from bigint, p_to bigint) RETURNS TABLE (seq bigint, fault text)
LANGUAGE sql STABLE AS $$
    WITH before AS MATERIALIZED (
        SELECT e.seq, e.hash FROM entries e WHERE e.till = p_till AND e.seq < p_from ORDER BY e.seq DESC LIMIT 1),
    links AS (
        SELECT e.seq, e.prev, e.hash, e.bytes,
               coalesce(lag(e.seq) OVER w, (SELECT b.seq FROM before b), 0) AS seq_before,
               coalesce(lag(e.hash) OVER w, (SELECT b.hash FROM before b), decode(repeat('00', 32), 'hex')) AS hash_before
          FROM entries e
         WHERE e.till = p_till AND e.seq BETWEEN p_from AND p_to
        WINDOW w AS (ORDER BY e.seq))
    SELECT f.seq, f.fault
      FROM (SELECT l.seq,
                   CASE WHEN l.hash <> sha256(l.prev || l.bytes) THEN 'its hash is not that of its bytes'
                        WHEN l.seq - 1 <> l.seq_before
                             THEN format('it follows entry %s: entries are missing', l.seq_before)
                        WHEN l.prev <> l.hash_before THEN 'its previous hash is not that of the entry before'
                   END AS fault
              FROM links l) AS f
     WHERE f.fault IS NOT NULL
$$;

-- Entries whose columns say something else than their bytes, and receipts that are not what the bytes say.
-- p_careful: try each entry alone, because one of them made the reading of all fail.
CREATE FUNCTION bytes_faults(p_till uuid, p_from bigint, p_to bigint, p_careful bool)
RETURNS TABLE (seq bigint, fault text)
LANGUAGE sql STABLE AS $$
    WITH parsed AS MATERIALIZED (
        SELECT e.seq, e.uuid, e.kind,
               CASE WHEN p_careful THEN readable_entry(e.bytes) ELSE convert_from(e.bytes, 'UTF8')::jsonb END AS j
          FROM entries e WHERE e.till = p_till AND e.seq BETWEEN p_from AND p_to),
    underivable AS MATERIALIZED (
        SELECT d.seq FROM discrepancies d
         WHERE d.till = p_till AND d.seq BETWEEN p_from AND p_to AND d.kind = 'underivable'),
    judged AS MATERIALIZED (
        SELECT p.seq, p.kind, p.j,
               CASE WHEN p.j IS NULL THEN 'its bytes cannot be read'
                    WHEN (p.j ->> 'till', p.j ->> 'seq', p.j ->> 'uuid', p.j ->> 'kind')
                         IS DISTINCT FROM (p_till::text, p.seq::text, p.uuid::text, p.kind)
                         THEN 'its columns are not what its bytes say'
                    WHEN p.seq IN (SELECT u.seq FROM underivable u)
                         THEN 'no receipt could be made of it; its bytes are kept'
                    WHEN p_careful AND p.kind IN ('sale', 'refund') AND NOT derivable(p.j)
                         THEN 'no receipt can be read from its bytes'
               END AS fault
          FROM parsed p),
    sound AS MATERIALIZED (
        SELECT j.seq, j.j FROM judged j WHERE j.fault IS NULL AND j.kind IN ('sale', 'refund'))
    SELECT j.seq, j.fault FROM judged j WHERE j.fault IS NOT NULL
     UNION ALL
    SELECT coalesce(r.seq, d.seq), 'the stored receipt is not what the entry''s bytes say: '
                                   || differing_columns(to_jsonb(r), to_jsonb(d))
      FROM (SELECT r.till, r.seq, r.kind, r.uuid, r.number, r.prefix, r.currency, r.decimals, r.sold_at, r.suspect,
                   r.business_day, r.clerk, r.mode, r.total_minor, r.change_minor, r.rounding_minor, r.source_key,
                   r.order_public_id, r.original_till, r.original_uuid, r.original_number
              FROM receipts r WHERE r.till = p_till AND r.seq BETWEEN p_from AND p_to) AS r
      FULL JOIN (SELECT d.till, d.seq, d.kind, d.uuid, d.number, d.prefix, d.currency, d.decimals, d.sold_at, d.suspect,
                        d.business_day, d.clerk, d.mode, d.total_minor, d.change_minor, d.rounding_minor, d.source_key,
                        d.order_public_id, d.original_till, d.original_uuid, d.original_number
                   FROM sound s CROSS JOIN LATERAL derived_receipt(s.j) AS d) AS d ON d.seq = r.seq
     WHERE (r.till, r.kind, r.uuid, r.number, r.prefix, r.currency, r.decimals, r.sold_at, r.suspect, r.business_day,
            r.clerk, r.mode, r.total_minor, r.change_minor, r.rounding_minor, r.source_key, r.order_public_id,
            r.original_till, r.original_uuid, r.original_number)
           IS DISTINCT FROM
           (d.till, d.kind, d.uuid, d.number, d.prefix, d.currency, d.decimals, d.sold_at, d.suspect, d.business_day,
            d.clerk, d.mode, d.total_minor, d.change_minor, d.rounding_minor, d.source_key, d.order_public_id,
            d.original_till, d.original_uuid, d.original_number)
     UNION ALL
    SELECT coalesce(l.seq, d.seq), format('the stored line %s is not what the entry''s bytes say: %s',
                                          coalesce(l.line_no, d.line_no), differing_columns(to_jsonb(l), to_jsonb(d)))
      FROM (SELECT l.seq, l.line_no, l.product_id, l.name, l.quantity, l.unit_price_minor, l.discount_minor,
                   l.gross_minor, l.tax_class, l.rate_bp, l.prepared, l.original_line
              FROM receipt_lines l WHERE l.till = p_till AND l.seq BETWEEN p_from AND p_to) AS l
      FULL JOIN (SELECT s.seq, d.line_no, d.product_id, d.name, d.quantity, d.unit_price_minor, d.discount_minor,
                        d.gross_minor, d.tax_class, d.rate_bp, d.prepared, d.original_line
                   FROM sound s CROSS JOIN LATERAL derived_lines(s.j) AS d) AS d
        ON d.seq = l.seq AND d.line_no = l.line_no
     WHERE (l.product_id, l.name, l.quantity, l.unit_price_minor, l.discount_minor, l.gross_minor, l.tax_class,
            l.rate_bp, l.prepared, l.original_line)
           IS DISTINCT FROM
           (d.product_id, d.name, d.quantity, d.unit_price_minor, d.discount_minor, d.gross_minor, d.tax_class,
            d.rate_bp, d.prepared, d.original_line)
     UNION ALL
    SELECT coalesce(t.seq, d.seq), format('the stored tender %s is not what the entry''s bytes say: %s',
                                          coalesce(t.tender_no, d.tender_no),
                                          differing_columns(to_jsonb(t), to_jsonb(d)))
      FROM (SELECT t.seq, t.tender_no, t.method, t.amount_minor
              FROM receipt_tenders t WHERE t.till = p_till AND t.seq BETWEEN p_from AND p_to) AS t
      FULL JOIN (SELECT s.seq, d.tender_no, d.method, d.amount_minor
                   FROM sound s CROSS JOIN LATERAL derived_tenders(s.j) AS d) AS d
        ON d.seq = t.seq AND d.tender_no = t.tender_no
     WHERE (t.method, t.amount_minor) IS DISTINCT FROM (d.method, d.amount_minor)
     UNION ALL
    SELECT coalesce(v.seq, d.seq), format('the stored VAT of %s/100 %% is not what the entry''s bytes say: %s',
                                          coalesce(v.rate_bp, d.rate_bp), differing_columns(to_jsonb(v), to_jsonb(d)))
      FROM (SELECT v.seq, v.rate_bp, v.gross_minor, v.vat_minor, v.net_minor
              FROM receipt_vat v WHERE v.till = p_till AND v.seq BETWEEN p_from AND p_to) AS v
      FULL JOIN (SELECT s.seq, d.rate_bp, d.gross_minor, d.vat_minor, d.net_minor
                   FROM sound s CROSS JOIN LATERAL derived_vat(s.j) AS d) AS d
        ON d.seq = v.seq AND d.rate_bp = v.rate_bp
     WHERE (v.gross_minor, v.vat_minor, v.net_minor) IS DISTINCT FROM (d.gross_minor, d.vat_minor, d.net_minor)
$$;

-- Receipt numbers follow each other without a gap.
CREATE FUNCTION number_faults(p_till uuid, p_from bigint, p_to bigint) RETURNS TABLE (seq bigint, fault text)
LANGUAGE sql STABLE AS $$
    SELECT n.seq, format('number %s follows number %s', n.number, n.before)
      FROM (SELECT r.seq, r.number,
                   coalesce(lag(r.number) OVER (ORDER BY r.seq),
                            (SELECT b.number FROM receipts b WHERE b.till = p_till AND b.seq < p_from
                              ORDER BY b.seq DESC LIMIT 1), 0) AS before
              FROM receipts r WHERE r.till = p_till AND r.seq BETWEEN p_from AND p_to) AS n
     WHERE n.number - 1 <> n.before
$$;

-- Each receipt moved what its lines say, on its day; a shortfall is what was booked of it, and so is what settled it.
CREATE FUNCTION movement_faults(p_till uuid, p_from bigint, p_to bigint) RETURNS TABLE (seq bigint, fault text)
LANGUAGE sql STABLE AS $$
    WITH by_lines AS (
        SELECT r.seq, l.product_id, r.business_day, -sum(l.quantity) AS quantity
          FROM receipts r
          JOIN receipt_lines l ON l.till = p_till AND l.seq = r.seq
         WHERE r.till = p_till AND r.seq BETWEEN p_from AND p_to AND (r.order_public_id IS NULL OR r.kind = 'refund')
         GROUP BY r.seq, l.product_id, r.business_day
        HAVING sum(l.quantity) <> 0),
    moved AS MATERIALIZED (
        SELECT m.seq, m.product_id, m.quantity, m.kind, m.business_day, m.booking, m.by_till, m.by_seq
          FROM stock_movements m WHERE m.till = p_till AND m.seq BETWEEN p_from AND p_to),
    sold AS (
        SELECT m.seq, m.product_id, sum(m.quantity) AS quantity, count(*) AS rows, min(m.kind) AS kind,
               min(m.business_day) AS business_day
          FROM moved m WHERE m.kind IN ('sale', 'refund') GROUP BY m.seq, m.product_id),
    short AS (
        SELECT m.seq, m.product_id, sum(m.quantity) FILTER (WHERE m.kind = 'shortfall') AS quantity,
               min(m.business_day) FILTER (WHERE m.kind = 'shortfall') AS business_day,
               count(*) FILTER (WHERE m.kind = 'shortfall') AS rows,
               -coalesce(sum(m.quantity) FILTER (WHERE m.kind = 'settle'), 0) AS settled
          FROM moved m WHERE m.kind IN ('shortfall', 'settle') GROUP BY m.seq, m.product_id)
    SELECT coalesce(l.seq, s.seq),
           CASE WHEN l.quantity IS DISTINCT FROM s.quantity
                     THEN format('its lines take %s thousandths of product %s from stock, %s were booked',
                                 coalesce(-l.quantity, 0), coalesce(l.product_id, s.product_id),
                                 coalesce(-s.quantity, 0))
                ELSE format('its movement of product %s has another kind or day than the receipt', s.product_id) END
      FROM by_lines l
      FULL JOIN sold s ON s.seq = l.seq AND s.product_id = l.product_id
     WHERE (l.quantity, l.business_day, CASE WHEN l.quantity < 0 THEN 'sale' ELSE 'refund' END, 1)
           IS DISTINCT FROM (s.quantity, s.business_day, s.kind, s.rows)
     UNION ALL
    SELECT coalesce(f.seq, s.seq),
           format('its shortfall of product %s is not what was booked', coalesce(f.product_id, s.product_id))
      FROM (SELECT f.seq, f.product_id, f.quantity, f.business_day, f.settled
              FROM shortfalls f WHERE f.till = p_till AND f.seq BETWEEN p_from AND p_to) AS f
      FULL JOIN short s ON s.seq = f.seq AND s.product_id = f.product_id
     WHERE (f.quantity, f.business_day, f.settled, 1) IS DISTINCT FROM (s.quantity, s.business_day, s.settled, s.rows)
     UNION ALL
    SELECT f.seq, format('its shortfall of product %s is not of its day, or of more than it sold', f.product_id)
      FROM shortfalls f
     WHERE f.till = p_till AND f.seq BETWEEN p_from AND p_to
       AND NOT EXISTS (SELECT FROM by_lines l
                        WHERE l.seq = f.seq AND l.product_id = f.product_id AND l.business_day = f.business_day
                          AND -l.quantity >= f.quantity)
     UNION ALL
    SELECT m.seq, format('its shortfall of product %s was settled by nothing that is there', m.product_id)
      FROM moved m
     WHERE m.kind = 'settle' AND m.booking IS NULL
       AND NOT EXISTS (SELECT FROM receipts r
                         JOIN receipts o ON o.uuid = r.original_uuid
                         JOIN receipt_lines l ON l.till = r.till AND l.seq = r.seq
                        WHERE r.till = m.by_till AND r.seq = m.by_seq AND r.kind = 'refund'
                          AND r.business_day = m.business_day AND o.till = p_till AND o.seq = m.seq
                          AND l.product_id = m.product_id
                       HAVING -sum(l.quantity) >= -m.quantity)
$$;

-- A sale made an order or paid for one; that order, or a discrepancy, says so.
CREATE FUNCTION sale_faults(p_till uuid, p_from bigint, p_to bigint) RETURNS TABLE (seq bigint, fault text)
LANGUAGE sql STABLE AS $$
    SELECT r.seq, 'this sale has no order'
      FROM receipts r
     WHERE r.till = p_till AND r.seq BETWEEN p_from AND p_to AND r.kind = 'sale' AND r.order_public_id IS NULL
       AND NOT EXISTS (SELECT FROM orders o WHERE o.uuid = r.uuid)
     UNION ALL
    SELECT r.seq, format('order %s does not know that this receipt paid for it', r.order_public_id)
      FROM receipts r
     WHERE r.till = p_till AND r.seq BETWEEN p_from AND p_to AND r.kind = 'sale' AND r.order_public_id IS NOT NULL
       AND NOT EXISTS (SELECT FROM orders o
                        WHERE o.public_id = r.order_public_id AND o.till = r.till AND o.seq = r.seq)
       AND NOT EXISTS (SELECT FROM discrepancies d
                        WHERE d.till = r.till AND d.seq = r.seq
                          AND d.kind IN ('order_missing', 'order_paid', 'order_cancelled', 'not_applied'))
$$;

-- The two hours that one statement gives an order and its event may lie apart as far as a machine can sleep between them.
CREATE FUNCTION same_moment(p_one timestamptz, p_other timestamptz) RETURNS bool LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(p_one - p_other BETWEEN interval '-1 minute' AND interval '1 minute', p_one IS NULL AND p_other IS NULL)
$$;

-- Orders of the counter against their receipts.
CREATE FUNCTION counter_order_faults(p_from bigint, p_to bigint) RETURNS TABLE (id bigint, fault text)
LANGUAGE sql STABLE AS $$
    WITH made AS MATERIALIZED (
        SELECT o.id, o.uuid, o.flow, o.customer_name, o.customer_email, o.customer_phone, o.note, o.business_day,
               o.placed_at, o.due_at, o.pickup_start, o.pickup_end, o.total_minor, o.till, o.seq
          FROM orders o WHERE o.id BETWEEN p_from AND p_to AND o.source = 'counter')
    SELECT m.id, 'it is not what the receipt of its sale says'
      FROM made m
      JOIN receipts r ON r.till = m.till AND r.seq = m.seq
     WHERE (m.uuid, m.flow, m.customer_name, m.customer_email, m.customer_phone, m.note, m.business_day, m.placed_at,
            m.due_at, m.pickup_start, m.pickup_end, m.total_minor)
           IS DISTINCT FROM
           (r.uuid, 'automatic', '', '', '', '', r.business_day, r.sold_at, NULL::timestamptz, NULL::timestamptz,
            NULL::timestamptz, r.total_minor)
        OR r.order_public_id IS NOT NULL
     UNION ALL
    SELECT coalesce(l.order_id, d.id), format('its line %s is not what the receipt of its sale says: %s',
                                              coalesce(l.line_no, d.line_no),
                                              differing_columns(to_jsonb(l), to_jsonb(d)))
      FROM (SELECT l.order_id, l.line_no, l.product_id, l.product_name, l.quantity, l.unit_price_minor, l.total_minor,
                   l.tax_class
              FROM made m JOIN order_lines l ON l.order_id = m.id) AS l
      FULL JOIN (SELECT m.id, l.line_no, l.product_id, l.name AS product_name, l.quantity, l.unit_price_minor,
                        l.gross_minor AS total_minor, l.tax_class
                   FROM made m JOIN receipt_lines l ON l.till = m.till AND l.seq = m.seq) AS d
        ON d.id = l.order_id AND d.line_no = l.line_no
     WHERE (l.product_id, l.product_name, l.quantity, l.unit_price_minor, l.total_minor, l.tax_class)
           IS DISTINCT FROM
           (d.product_id, d.product_name, d.quantity, d.unit_price_minor, d.total_minor, d.tax_class)
$$;

-- Orders against what happened to them: each state by an allowed step, and the times of those.
CREATE FUNCTION order_step_faults(p_from bigint, p_to bigint) RETURNS TABLE (id bigint, fault text)
LANGUAGE sql STABLE AS $$
    WITH events AS (
        SELECT e.order_id, e.id, e.state, e.at,
               row_number() OVER (PARTITION BY e.order_id ORDER BY e.id) AS n,
               lag(e.state) OVER (PARTITION BY e.order_id ORDER BY e.id) AS before,
               row_number() OVER (PARTITION BY e.order_id ORDER BY e.id DESC) AS n_back
          FROM order_events e WHERE e.order_id BETWEEN p_from AND p_to),
    told AS (
        SELECT e.order_id, max(e.state) FILTER (WHERE e.n_back = 1) AS state, max(e.at) FILTER (WHERE e.n_back = 1) AS state_at,
               max(e.state) FILTER (WHERE e.n = 1) AS first_state, max(e.at) FILTER (WHERE e.n = 1) AS first_at,
               (array_agg(e.at ORDER BY e.n) FILTER (WHERE e.state NOT IN ('requested', 'confirmed', 'in_production')))[1]
                   AS completed_at,
               bool_or(e.n > 1 AND NOT EXISTS (SELECT FROM order_steps s
                                                WHERE s.from_state = e.before AND s.to_state = e.state)) AS leaps
          FROM events e GROUP BY e.order_id)
    SELECT coalesce(o.id, t.order_id),
           CASE WHEN o.id IS NULL THEN 'there are steps but no order'
                WHEN t.order_id IS NULL THEN 'nothing says how it came into its state'
                WHEN o.state <> t.state THEN format('it is %s, its last step led to %s', o.state, t.state)
                WHEN t.leaps THEN 'its steps do not follow each other'
                WHEN NOT (CASE WHEN o.source = 'counter' THEN t.first_state IN ('confirmed', 'collected')
                               WHEN o.flow = 'automatic' THEN t.first_state = 'confirmed'
                               ELSE t.first_state = 'requested' END) THEN 'it began in another state than its flow says'
                ELSE 'its times are not those of its steps' END
      FROM (SELECT o.id, o.state, o.source, o.flow, o.placed_at, o.state_at, o.completed_at
              FROM orders o WHERE o.id BETWEEN p_from AND p_to) AS o
      FULL JOIN told t ON t.order_id = o.id
     WHERE o.id IS NULL OR t.order_id IS NULL OR o.state <> t.state OR t.leaps
        OR NOT (CASE WHEN o.source = 'counter' THEN t.first_state IN ('confirmed', 'collected')
                     WHEN o.flow = 'automatic' THEN t.first_state = 'confirmed' ELSE t.first_state = 'requested' END)
        OR NOT same_moment(o.state_at, t.state_at) OR NOT same_moment(o.completed_at, t.completed_at)
        OR (o.source <> 'counter' AND NOT same_moment(o.placed_at, t.first_at))
$$;

-- Orders: totals, the stock they took and gave back, the receipt that paid for them, their job, their key.
CREATE FUNCTION order_faults(p_from bigint, p_to bigint) RETURNS TABLE (id bigint, fault text)
LANGUAGE sql STABLE AS $$
    WITH part AS MATERIALIZED (
        SELECT o.id, o.public_id, o.source, o.state, o.flow, o.business_day, o.placed_at, o.total_minor, o.till, o.seq
          FROM orders o WHERE o.id BETWEEN p_from AND p_to),
    part_lines AS MATERIALIZED (
        SELECT l.order_id, l.line_no, l.product_id, l.quantity, l.unit_price_minor, l.total_minor
          FROM order_lines l WHERE l.order_id BETWEEN p_from AND p_to),
    line_sums AS (
        SELECT l.order_id, sum(l.total_minor) AS total, count(*) AS lines, max(l.line_no) AS last,
               bool_and(l.total_minor = round(l.unit_price_minor::numeric * l.quantity / 1000)) AS exact
          FROM part_lines l GROUP BY l.order_id),
    moved AS (
        SELECT x.order_id, x.product_id, sum(x.side * x.quantity) AS quantity, sum(x.side) AS rows
          FROM (SELECT 1 AS side, m.order_id, m.product_id, m.quantity, m.kind, m.business_day
                  FROM stock_movements m WHERE m.order_id BETWEEN p_from AND p_to
                 UNION ALL
                SELECT -1, o.id, l.product_id, CASE k.kind WHEN 'order' THEN -l.quantity ELSE l.quantity END, k.kind,
                       o.business_day
                  FROM part o
                  JOIN part_lines l ON l.order_id = o.id
                  JOIN (VALUES ('order'), ('cancel')) AS k (kind) ON k.kind = 'order' OR o.state = 'cancelled'
                 WHERE o.source <> 'counter') AS x
         GROUP BY x.order_id, x.product_id, x.quantity, x.kind, x.business_day
        HAVING sum(x.side) <> 0)
    SELECT coalesce(o.id, s.order_id),
           CASE WHEN o.id IS NULL THEN 'there are lines but no order'
                WHEN s.total IS DISTINCT FROM o.total_minor THEN 'its lines do not add up to its total'
                WHEN s.lines <> s.last THEN 'its lines are not numbered from 1 on'
                ELSE 'a line is not price times quantity' END
      FROM part o
      FULL JOIN line_sums s ON s.order_id = o.id
     WHERE o.id IS NULL OR s.total IS DISTINCT FROM o.total_minor OR s.lines <> s.last
        OR (o.source <> 'counter' AND NOT s.exact)
     UNION ALL
    SELECT o.id, 'it is open and automatic but has no job'
      FROM part o
     WHERE o.state IN ('confirmed', 'in_production') AND o.flow = 'automatic'
       AND NOT EXISTS (SELECT FROM jobs j WHERE j.kind = 'order.advance' AND j.dedup_key = o.id::text)
       AND NOT EXISTS (SELECT FROM jobs_dead d WHERE d.kind = 'order.advance' AND d.dedup_key = o.id::text)
     UNION ALL
    SELECT m.order_id, format('what it moved of product %s is not what its lines and state say: %s thousandths too many',
                              m.product_id, sum(m.quantity))
      FROM moved m GROUP BY m.order_id, m.product_id
     UNION ALL
    SELECT o.id, format('the receipt that paid for it, entry %s of %s, is not there or paid for another one', o.seq,
                        till_words(o.till))
      FROM part o
     WHERE o.till IS NOT NULL
       AND NOT EXISTS (SELECT FROM receipts r
                        WHERE r.till = o.till AND r.seq = o.seq AND r.kind = 'sale'
                          AND (o.source = 'counter' OR r.order_public_id = o.public_id))
     UNION ALL
    SELECT k.order_id, 'an idempotency key leads to it, but it is not there or did not come with one'
      FROM idempotency_keys k
     WHERE k.order_id BETWEEN p_from AND p_to
       AND NOT EXISTS (SELECT FROM orders o
                        WHERE o.id = k.order_id AND o.source <> 'counter' AND same_moment(o.placed_at, k.created_at))
     UNION ALL
    SELECT c.id, c.fault FROM counter_order_faults(p_from, p_to) AS c
     UNION ALL
    SELECT s.id, s.fault FROM order_step_faults(p_from, p_to) AS s
$$;

-- Bookings: their chain, what it says of movements and deliveries.
CREATE FUNCTION booking_faults(p_from bigint, p_to bigint) RETURNS TABLE (no bigint, fault text)
LANGUAGE sql STABLE AS $$
    WITH before AS MATERIALIZED (
        SELECT b.no, b.hash FROM stock_bookings b WHERE b.no < p_from ORDER BY b.no DESC LIMIT 1),
    links AS MATERIALIZED (
        SELECT b.no, b.content, b.prev, b.hash, readable_entry(convert_to(b.content, 'UTF8')) AS j,
               coalesce(lag(b.no) OVER w, (SELECT f.no FROM before f), 0) AS no_before,
               coalesce(lag(b.hash) OVER w, (SELECT f.hash FROM before f), decode(repeat('00', 32), 'hex')) AS hash_before
          FROM stock_bookings b
         WHERE b.no BETWEEN p_from AND p_to
        WINDOW w AS (ORDER BY b.no)),
    judged AS MATERIALIZED (
        SELECT l.no, l.j,
               CASE WHEN l.hash <> sha256(l.prev || convert_to(l.content, 'UTF8'))
                         THEN 'its hash is not that of its content'
                    WHEN l.no - 1 <> l.no_before THEN format('it follows booking %s: bookings are missing', l.no_before)
                    WHEN l.prev <> l.hash_before THEN 'its previous hash is not that of the booking before'
                    WHEN l.j ->> 'no' IS DISTINCT FROM l.no::text THEN 'its number is not what its content says'
               END AS fault
          FROM links l),
    moves AS (
        SELECT x.no, x.product_id, x.kind, sum(x.side) AS rows
          FROM (SELECT 1 AS side, m.booking AS no, m.product_id, m.quantity, m.kind, m.business_day, m.till, m.seq
                  FROM stock_movements m WHERE m.booking BETWEEN p_from AND p_to
                 UNION ALL
                SELECT -1, b.no, (a.v ->> 0)::bigint, (a.v ->> 1)::bigint, a.v ->> 2, (a.v ->> 3)::date,
                       (a.v ->> 4)::uuid, (a.v ->> 5)::bigint
                  FROM judged b CROSS JOIN LATERAL jsonb_array_elements(b.j -> 'moves') AS a (v)
                 WHERE b.fault IS NULL) AS x
         GROUP BY x.no, x.product_id, x.quantity, x.kind, x.business_day, x.till, x.seq
        HAVING sum(x.side) <> 0)
    SELECT b.no, b.fault FROM judged b WHERE b.fault IS NOT NULL
     UNION ALL
    SELECT coalesce(l.no, 0) + 1, format('the head of the bookings is %s, the last one stored is %s, or has another hash', h.no,
                                         coalesce(l.no, 0))
      FROM stock_bookings_head h
      LEFT JOIN LATERAL (SELECT b.no, b.hash FROM stock_bookings b ORDER BY b.no DESC LIMIT 1) AS l ON true
     WHERE p_to = 9223372036854775807
       AND (h.no, h.hash) IS DISTINCT FROM (coalesce(l.no, 0), coalesce(l.hash, decode(repeat('00', 32), 'hex')))
     UNION ALL
    SELECT m.no, format('the stored movement of product %s (%s) is not what it says', m.product_id, m.kind) FROM moves m
     UNION ALL
    SELECT b.no, format('its delivery %s is not stored as it says', a.v ->> 0)
      FROM judged b CROSS JOIN LATERAL jsonb_array_elements(b.j -> 'deliveries') AS a (v)
     WHERE b.fault IS NULL
       AND NOT EXISTS (SELECT FROM deliveries d
                        WHERE d.key = a.v ->> 0 AND d.business_day = (a.v ->> 1)::date
                          AND d.booked_at = (a.v ->> 2)::timestamptz)
$$;

-- Deliveries that no booking speaks of, and movements without a source.
CREATE FUNCTION unbooked_faults() RETURNS TABLE (product_id bigint, fault text) LANGUAGE sql STABLE AS $$
    SELECT m.product_id, format('a movement (%s) of %s has no source', m.kind, m.business_day)
      FROM stock_movements m
     WHERE m.booking IS NULL AND m.by_till IS NULL AND m.kind IN ('opening', 'delivery', 'import', 'settle')
     UNION ALL
    SELECT 0, format('delivery %s was never booked', d.key)
      FROM (SELECT d.key FROM deliveries d
            EXCEPT
            SELECT a.v ->> 0
              FROM stock_bookings b
             CROSS JOIN LATERAL (SELECT readable_entry(convert_to(b.content, 'UTF8')) AS j OFFSET 0) AS x
             CROSS JOIN LATERAL jsonb_array_elements(x.j -> 'deliveries') AS a (v)) AS d
$$;

-- Stock is the sum of its movements.
CREATE FUNCTION stock_faults() RETURNS TABLE (product_id bigint, fault text) LANGUAGE sql STABLE AS $$
    SELECT coalesce(s.product_id, m.product_id),
           format('%s thousandths on hand, its movements add up to %s', coalesce(s.on_hand, 0), coalesce(m.quantity, 0))
      FROM stock s
      FULL JOIN (SELECT m.product_id, sum(m.quantity) AS quantity FROM stock_movements m GROUP BY m.product_id) AS m
        ON m.product_id = s.product_id
     WHERE coalesce(s.on_hand, 0) <> coalesce(m.quantity, 0)
$$;

-- Every till that any row names. By steps through the indexes, since the tables are long and tills are few.
CREATE FUNCTION known_tills() RETURNS SETOF uuid LANGUAGE plpgsql STABLE AS $$
DECLARE
    v_table text;
    v_till uuid;
BEGIN
    RETURN QUERY SELECT t.id FROM tills t;
    FOREACH v_table IN ARRAY ARRAY['entries', 'receipts', 'receipt_lines', 'receipt_tenders', 'receipt_vat', 'shortfalls',
                                   'stock_movements'] LOOP
        EXECUTE format('SELECT t.till FROM %I t WHERE t.till IS NOT NULL ORDER BY t.till LIMIT 1', v_table) INTO v_till;
        WHILE v_till IS NOT NULL LOOP
            RETURN NEXT v_till;
            EXECUTE format('SELECT t.till FROM %I t WHERE t.till > $1 ORDER BY t.till LIMIT 1', v_table)
               INTO v_till USING v_till;
        END LOOP;
    END LOOP;
END $$;

-- A till's head is its last entry, its prefix that of its number.
CREATE FUNCTION till_faults() RETURNS TABLE (till uuid, seq bigint, fault text) LANGUAGE sql STABLE AS $$
    SELECT k.id, coalesce(h.seq, 0) + 1,
           CASE WHEN t.id IS NULL THEN 'it has entries but is not registered'
                WHEN t.head_seq <> coalesce(h.seq, 0)
                     THEN format('its head is entry %s, the last one stored is %s', t.head_seq, coalesce(h.seq, 0))
                WHEN t.head_hash <> coalesce(h.hash, decode(repeat('00', 32), 'hex'))
                     THEN format('the hash of its head is not that of entry %s', h.seq)
                ELSE format('its prefix "%s" is not that of number %s', t.prefix, t.number) END
      FROM (SELECT DISTINCT i.id FROM known_tills() AS i (id)) AS k
      LEFT JOIN tills t ON t.id = k.id
      LEFT JOIN LATERAL (SELECT e.seq, e.hash FROM entries e WHERE e.till = k.id ORDER BY e.seq DESC LIMIT 1) AS h ON true
     WHERE t.id IS NULL OR t.head_seq <> coalesce(h.seq, 0)
        OR t.head_hash <> coalesce(h.hash, decode(repeat('00', 32), 'hex')) OR t.prefix <> t.number || '-'
$$;

-- Jobs of orders lead to them.
CREATE FUNCTION job_faults() RETURNS TABLE (id bigint, fault text) LANGUAGE sql STABLE AS $$
    SELECT j.id, format('order.advance of order %s under the key %s leads nowhere', j.subject, j.dedup_key)
      FROM (SELECT j.id, j.subject, j.dedup_key FROM jobs j WHERE j.kind = 'order.advance'
             UNION ALL
            SELECT d.id, d.subject, d.dedup_key FROM jobs_dead d WHERE d.kind = 'order.advance') AS j
     WHERE j.dedup_key IS DISTINCT FROM j.subject::text OR NOT EXISTS (SELECT FROM orders o WHERE o.id = j.subject)
$$;

CREATE FUNCTION entry_faults(p_till uuid, p_from bigint, p_to bigint, p_careful bool)
RETURNS TABLE (topic int, subject bigint, fault text)
LANGUAGE sql STABLE AS $$
    SELECT 10, c.seq, c.fault FROM chain_faults(p_till, p_from, p_to) AS c
     UNION ALL
    SELECT 20, b.seq, b.fault FROM bytes_faults(p_till, p_from, p_to, p_careful) AS b
     UNION ALL
    SELECT 30, s.seq, s.fault FROM receipt_faults(p_till, p_from, p_to) AS s
     UNION ALL
    SELECT 31, n.seq, n.fault FROM number_faults(p_till, p_from, p_to) AS n
     UNION ALL
    SELECT 40, m.seq, m.fault FROM movement_faults(p_till, p_from, p_to) AS m
     UNION ALL
    SELECT 50, o.seq, o.fault FROM sale_faults(p_till, p_from, p_to) AS o
$$;

-- The pieces of the books as they are now. The first and the last of a kind reach as far as numbers do, so that no row
-- lies outside all of them.
CREATE FUNCTION verify_plan() RETURNS TABLE (part text, till uuid, first bigint, last bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = bakehouse, pg_temp SET enable_seqscan = off AS $$
DECLARE
    c_lowest constant bigint := -9223372036854775808;
    c_highest constant bigint := 9223372036854775807;
    v_rows constant int := greatest(20000, (SELECT max(c.reltuples) / 1000 FROM pg_class c
                                             WHERE c.oid IN ('entries'::regclass, 'orders'::regclass)));
    v_part record;
    v_first bigint;
    v_last bigint;
BEGIN
    RETURN QUERY
    SELECT p.part, NULL::uuid, c_lowest, c_highest
      FROM (VALUES ('stock'), ('tills'), ('jobs'), ('unbooked')) AS p (part);
    FOR v_part IN SELECT 'bookings' AS part, NULL::uuid AS till
                   UNION ALL SELECT 'orders', NULL
                   UNION ALL SELECT 'entries', k.id FROM (SELECT DISTINCT i.id FROM known_tills() AS i (id)) AS k LOOP
        v_first := c_lowest;
        LOOP
            v_last := CASE v_part.part
                WHEN 'entries' THEN (SELECT e.seq FROM entries e WHERE e.till = v_part.till AND e.seq >= v_first
                                      ORDER BY e.seq OFFSET v_rows - 1 LIMIT 1)
                WHEN 'orders' THEN (SELECT o.id FROM orders o WHERE o.id >= v_first
                                     ORDER BY o.id OFFSET v_rows - 1 LIMIT 1)
                ELSE (SELECT b.no FROM stock_bookings b WHERE b.no >= v_first ORDER BY b.no OFFSET 999 LIMIT 1) END;
            RETURN QUERY SELECT v_part.part, v_part.till, v_first, coalesce(v_last, c_highest);
            EXIT WHEN v_last IS NULL OR v_last = c_highest;
            v_first := v_last + 1;
        END LOOP;
    END LOOP;
END $$;

-- What the faults of a piece are about, for people.
CREATE FUNCTION subject_words(p_part text, p_till uuid, p_subject bigint) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT CASE p_part
        WHEN 'entries' THEN entry_words(p_till, p_subject)
        WHEN 'tills' THEN till_words(p_till)
        WHEN 'orders' THEN 'order ' || coalesce((SELECT o.public_id FROM orders o WHERE o.id = p_subject), p_subject)
        WHEN 'bookings' THEN 'booking ' || p_subject || ' of the stock'
        WHEN 'jobs' THEN 'job ' || p_subject
        WHEN 'unbooked' THEN CASE p_subject WHEN 0 THEN 'deliveries' ELSE 'product ' || p_subject END
        ELSE 'product ' || p_subject END
$$;

-- Recomputes one piece of verify_plan(). For each topic (lower is worse) and till: the first that is bad, in a sentence,
-- and how many there are.
CREATE FUNCTION verify_piece(p_part text, p_till uuid, p_from bigint, p_to bigint)
RETURNS TABLE (topic int, till uuid, subject bigint, sentence text, bad bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = bakehouse, pg_temp
SET jit = off SET enable_seqscan = off SET work_mem = '64MB' AS $$
#variable_conflict use_column
DECLARE
    v_topic int[];
    v_till uuid[];
    v_subject bigint[];
    v_fault text[];
BEGIN
    CASE p_part
    WHEN 'entries' THEN
        BEGIN
            SELECT array_agg(f.topic), array_agg(p_till), array_agg(f.subject), array_agg(f.fault)
              INTO v_topic, v_till, v_subject, v_fault FROM entry_faults(p_till, p_from, p_to, false) AS f;
        EXCEPTION WHEN data_exception OR program_limit_exceeded THEN
            SELECT array_agg(f.topic), array_agg(p_till), array_agg(f.subject), array_agg(f.fault)
              INTO v_topic, v_till, v_subject, v_fault FROM entry_faults(p_till, p_from, p_to, true) AS f;
        END;
    WHEN 'tills' THEN
        SELECT array_agg(11), array_agg(f.till), array_agg(f.seq), array_agg(f.fault)
          INTO v_topic, v_till, v_subject, v_fault FROM till_faults() AS f;
    WHEN 'stock' THEN
        SELECT array_agg(42), array_agg(NULL::uuid), array_agg(f.product_id), array_agg(f.fault)
          INTO v_topic, v_till, v_subject, v_fault FROM stock_faults() AS f;
    WHEN 'bookings' THEN
        SELECT array_agg(41), array_agg(NULL::uuid), array_agg(f.no), array_agg(f.fault)
          INTO v_topic, v_till, v_subject, v_fault FROM booking_faults(p_from, p_to) AS f;
    WHEN 'unbooked' THEN
        SELECT array_agg(43), array_agg(NULL::uuid), array_agg(f.product_id), array_agg(f.fault)
          INTO v_topic, v_till, v_subject, v_fault FROM unbooked_faults() AS f;
    WHEN 'orders' THEN
        SELECT array_agg(51), array_agg(NULL::uuid), array_agg(f.id), array_agg(f.fault)
          INTO v_topic, v_till, v_subject, v_fault FROM order_faults(p_from, p_to) AS f;
    WHEN 'jobs' THEN
        SELECT array_agg(52), array_agg(NULL::uuid), array_agg(f.id), array_agg(f.fault)
          INTO v_topic, v_till, v_subject, v_fault FROM job_faults() AS f;
    END CASE;
    RETURN QUERY
    SELECT g.topic, g.till, g.subject, subject_words(p_part, g.till, g.subject) || ': ' || g.faults, g.bad
      FROM (SELECT DISTINCT ON (s.topic, s.till) s.topic, s.till, s.subject, s.faults,
                   count(*) OVER (PARTITION BY s.topic, s.till) AS bad
              FROM (SELECT u.topic, u.till, u.subject, left(string_agg(DISTINCT u.fault, '; '), 1000) AS faults
                      FROM unnest(v_topic, v_till, v_subject, v_fault) AS u (topic, till, subject, fault)
                     GROUP BY u.topic, u.till, u.subject) AS s
             ORDER BY s.topic, s.till, s.subject) AS g;
END $$;

DROP FUNCTION and_more(bigint);
CREATE FUNCTION and_more(p_bad bigint, p_till uuid) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN p_bad > 1 AND p_till IS NULL THEN format(' (and %s more)', p_bad - 1)
                WHEN p_bad > 1 THEN format(' (and %s more of this till)', p_bad - 1) ELSE '' END
$$;

-- Every piece, one after the other; worst first, no row = clean. What lies in several pieces is told once for each.
CREATE FUNCTION verify_all() RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = bakehouse, pg_temp AS $$
    SELECT f.sentence || and_more(f.bad, f.till)
      FROM verify_plan() AS p CROSS JOIN LATERAL verify_piece(p.part, p.till, p.first, p.last) AS f
     ORDER BY f.topic, f.subject, f.sentence
     LIMIT 1000
$$;

GRANT EXECUTE ON FUNCTION verify_plan(), verify_piece(text, uuid, bigint, bigint), verify_all() TO bakehouse_runtime;
