-- Recomputes everything and says in sentences what does not fit. Set-based: the bytes of all entries are parsed once.
-- Each check names the first bad entry of a till and how many more there are.
SET LOCAL ROLE bakehouse_owner;
SET LOCAL search_path = bakehouse, pg_temp;

CREATE FUNCTION till_words(p_till uuid) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT format('till %s (%s)', coalesce((SELECT t.number::text FROM tills t WHERE t.id = p_till), 'unknown'), p_till)
$$;

-- "till 1 (…), entry 17, receipt 1-16"; the receipt's number as its bytes have it where they can be read.
CREATE FUNCTION entry_words(p_till uuid, p_seq bigint) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT till_words(p_till) || ', entry ' || p_seq
           || coalesce((SELECT ', receipt ' || r.prefix || r.number FROM receipts r
                         WHERE r.till = p_till AND r.seq = p_seq), '')
$$;

CREATE FUNCTION and_more(p_count bigint) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN p_count > 1 THEN format(' (and %s more of this till)', p_count - 1) ELSE '' END
$$;

-- The bytes as JSON, or nothing when they are none.
CREATE FUNCTION readable_entry(p_bytes bytea) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    RETURN convert_from(p_bytes, 'UTF8')::jsonb;
EXCEPTION WHEN OTHERS THEN
    RETURN NULL;
END $$;

-- Whether the four derivations read an entry without an error.
CREATE FUNCTION derivable(p_json jsonb) RETURNS bool LANGUAGE plpgsql STABLE AS $$
BEGIN
    PERFORM FROM (SELECT d FROM derived_receipt(p_json) AS d OFFSET 0) AS x WHERE x.d IS NOT NULL;
    PERFORM FROM (SELECT d FROM derived_lines(p_json) AS d OFFSET 0) AS x WHERE x.d IS NOT NULL;
    PERFORM FROM (SELECT d FROM derived_tenders(p_json) AS d OFFSET 0) AS x WHERE x.d IS NOT NULL;
    PERFORM FROM (SELECT d FROM derived_vat(p_json) AS d OFFSET 0) AS x WHERE x.d IS NOT NULL;
    RETURN true;
EXCEPTION WHEN OTHERS THEN
    RETURN false;
END $$;

-- Hash over the bytes, link to the entry before, gapless sequence, and the head of the till.
CREATE FUNCTION verify_chains() RETURNS TABLE (rank int, till uuid, seq bigint, sentence text) LANGUAGE sql STABLE AS $$
    WITH links AS (
        SELECT e.till, e.seq,
               CASE WHEN e.hash <> sha256(e.prev || e.bytes) THEN 'its hash is not that of its bytes'
                    WHEN e.seq <> coalesce(lag(e.seq) OVER w, 0) + 1
                         THEN format('it follows entry %s: entries are missing', coalesce(lag(e.seq) OVER w, 0))
                    WHEN e.prev <> coalesce(lag(e.hash) OVER w, decode(repeat('00', 32), 'hex'))
                         THEN 'its previous hash is not that of the entry before'
               END AS fault
          FROM entries e
        WINDOW w AS (PARTITION BY e.till ORDER BY e.seq)),
    bad AS (
        SELECT DISTINCT ON (l.till) l.till, l.seq, l.fault, count(*) OVER (PARTITION BY l.till) AS bad_ones
          FROM links l WHERE l.fault IS NOT NULL ORDER BY l.till, l.seq),
    heads AS (
        SELECT coalesce(t.id, h.till) AS till, h.seq, h.hash, t.id IS NOT NULL AS known, t.head_seq, t.head_hash
          FROM tills t
          FULL JOIN (SELECT DISTINCT ON (e.till) e.till, e.seq, e.hash FROM entries e ORDER BY e.till, e.seq DESC) AS h
            ON h.till = t.id)
    SELECT 1, b.till, b.seq, entry_words(b.till, b.seq) || ': ' || b.fault || and_more(b.bad_ones) FROM bad b
     UNION ALL
    SELECT 1, h.till, coalesce(h.seq, 0) + 1,
           CASE WHEN NOT h.known THEN till_words(h.till) || ': it has entries but is not registered'
                WHEN h.head_seq <> coalesce(h.seq, 0)
                     THEN format('%s: its head is entry %s, the last one stored is %s', till_words(h.till), h.head_seq,
                                 coalesce(h.seq, 0))
                ELSE format('%s: the hash of its head is not that of entry %s', till_words(h.till), h.seq) END
      FROM heads h
     WHERE NOT h.known OR h.head_seq <> coalesce(h.seq, 0)
        OR h.head_hash <> coalesce(h.hash, decode(repeat('00', 32), 'hex'))
$$;

-- Entries whose columns say something else than their bytes, and receipts that cannot be read from them.
-- p_careful: try each entry alone, because one of them made the reading of all fail.
CREATE FUNCTION compare_with_bytes(p_careful bool) RETURNS TABLE (till uuid, seq bigint, fault text)
LANGUAGE sql STABLE AS $$
    WITH parsed AS MATERIALIZED (
        SELECT e.till, e.seq, e.uuid, e.kind, readable_entry(e.bytes) AS j FROM entries e),
    judged AS MATERIALIZED (
        SELECT p.till, p.seq, p.kind, p.j,
               CASE WHEN p.j IS NULL THEN 'its bytes cannot be read'
                    WHEN (p.j ->> 'till', p.j ->> 'seq', p.j ->> 'uuid', p.j ->> 'kind')
                         IS DISTINCT FROM (p.till::text, p.seq::text, p.uuid::text, p.kind)
                         THEN 'its columns are not what its bytes say'
                    WHEN EXISTS (SELECT FROM discrepancies d
                                  WHERE d.till = p.till AND d.seq = p.seq AND d.kind = 'underivable')
                         THEN 'no receipt could be made of it; its bytes are kept'
                    WHEN p_careful AND p.kind IN ('sale', 'refund') AND NOT derivable(p.j)
                         THEN 'no receipt can be read from its bytes'
               END AS fault
          FROM parsed p),
    sound AS MATERIALIZED (
        SELECT j.till, j.seq, j.j FROM judged j WHERE j.fault IS NULL AND j.kind IN ('sale', 'refund')),
    -- Stored rows count 1 and rows of the bytes -1: where the sum is not 0 one of them stands alone.
    receipt_sides AS (
        SELECT 1 AS side, r.till, r.seq, r.kind, r.uuid, r.number, r.prefix, r.currency, r.decimals, r.sold_at, r.suspect,
               r.business_day, r.clerk, r.mode, r.total_minor, r.change_minor, r.rounding_minor, r.source_key,
               r.order_public_id, r.original_till, r.original_uuid, r.original_number
          FROM receipts r
         UNION ALL
        SELECT -1, d.till, d.seq, d.kind, d.uuid, d.number, d.prefix, d.currency, d.decimals, d.sold_at, d.suspect,
               d.business_day, d.clerk, d.mode, d.total_minor, d.change_minor, d.rounding_minor, d.source_key,
               d.order_public_id, d.original_till, d.original_uuid, d.original_number
          FROM sound s CROSS JOIN LATERAL derived_receipt(s.j) AS d),
    line_sides AS (
        SELECT 1 AS side, l.till, l.seq, l.line_no, l.product_id, l.name, l.quantity, l.unit_price_minor, l.discount_minor,
               l.gross_minor, l.tax_class, l.rate_bp, l.prepared, l.original_line
          FROM receipt_lines l
         UNION ALL
        SELECT -1, s.till, s.seq, d.line_no, d.product_id, d.name, d.quantity, d.unit_price_minor, d.discount_minor,
               d.gross_minor, d.tax_class, d.rate_bp, d.prepared, d.original_line
          FROM sound s CROSS JOIN LATERAL derived_lines(s.j) AS d),
    tender_sides AS (
        SELECT 1 AS side, t.till, t.seq, t.tender_no, t.method, t.amount_minor
          FROM receipt_tenders t
         UNION ALL
        SELECT -1, s.till, s.seq, d.tender_no, d.method, d.amount_minor
          FROM sound s CROSS JOIN LATERAL derived_tenders(s.j) AS d),
    vat_sides AS (
        SELECT 1 AS side, v.till, v.seq, v.rate_bp, v.gross_minor, v.vat_minor, v.net_minor
          FROM receipt_vat v
         UNION ALL
        SELECT -1, s.till, s.seq, d.rate_bp, d.gross_minor, d.vat_minor, d.net_minor
          FROM sound s CROSS JOIN LATERAL derived_vat(s.j) AS d)
    SELECT j.till, j.seq, j.fault FROM judged j WHERE j.fault IS NOT NULL
     UNION ALL
    SELECT x.till, x.seq, 'the stored receipt is not what the entry''s bytes say'
      FROM receipt_sides x
     GROUP BY x.till, x.seq, x.kind, x.uuid, x.number, x.prefix, x.currency, x.decimals, x.sold_at, x.suspect,
              x.business_day, x.clerk, x.mode, x.total_minor, x.change_minor, x.rounding_minor, x.source_key,
              x.order_public_id, x.original_till, x.original_uuid, x.original_number
    HAVING sum(x.side) <> 0
     UNION ALL
    SELECT x.till, x.seq, format('the stored line %s is not what the entry''s bytes say', x.line_no)
      FROM line_sides x
     GROUP BY x.till, x.seq, x.line_no, x.product_id, x.name, x.quantity, x.unit_price_minor, x.discount_minor,
              x.gross_minor, x.tax_class, x.rate_bp, x.prepared, x.original_line
    HAVING sum(x.side) <> 0
     UNION ALL
    SELECT x.till, x.seq, format('the stored tender %s is not what the entry''s bytes say', x.tender_no)
      FROM tender_sides x
     GROUP BY x.till, x.seq, x.tender_no, x.method, x.amount_minor
    HAVING sum(x.side) <> 0
     UNION ALL
    SELECT x.till, x.seq, 'the stored VAT is not what the entry''s bytes say'
      FROM vat_sides x
     GROUP BY x.till, x.seq, x.rate_bp, x.gross_minor, x.vat_minor, x.net_minor
    HAVING sum(x.side) <> 0
$$;

CREATE FUNCTION verify_bytes() RETURNS TABLE (rank int, till uuid, seq bigint, sentence text) LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
DECLARE
    v_till uuid[];
    v_seq bigint[];
    v_fault text[];
BEGIN
    BEGIN
        SELECT array_agg(c.till), array_agg(c.seq), array_agg(c.fault) INTO v_till, v_seq, v_fault
          FROM compare_with_bytes(false) AS c;
    EXCEPTION WHEN data_exception OR program_limit_exceeded THEN
        SELECT array_agg(c.till), array_agg(c.seq), array_agg(c.fault) INTO v_till, v_seq, v_fault
          FROM compare_with_bytes(true) AS c;
    END;
    RETURN QUERY
    SELECT 2, b.till, b.seq, entry_words(b.till, b.seq) || ': ' || b.fault || and_more(b.bad_ones)
      FROM (SELECT DISTINCT ON (e.till) e.till, e.seq, e.fault, count(*) OVER (PARTITION BY e.till) AS bad_ones
              FROM (SELECT u.till, u.seq, min(u.fault) AS fault
                      FROM unnest(v_till, v_seq, v_fault) AS u (till, seq, fault) GROUP BY u.till, u.seq) AS e
             ORDER BY e.till, e.seq) AS b;
END $$;

-- Sums and VAT of each receipt by the rules, and receipt numbers without a gap.
CREATE FUNCTION verify_sums() RETURNS TABLE (rank int, till uuid, seq bigint, sentence text) LANGUAGE sql STABLE AS $$
    WITH tills_sold AS (
        SELECT r.till, min(r.seq) AS first, max(r.seq) AS last FROM receipts r GROUP BY r.till),
    faults AS (
        SELECT t.till, f.seq, f.fault FROM tills_sold t CROSS JOIN LATERAL receipt_faults(t.till, t.first, t.last) AS f),
    numbers AS (
        SELECT r.till, r.seq, r.number, coalesce(lag(r.number) OVER (PARTITION BY r.till ORDER BY r.seq), 0) AS before
          FROM receipts r),
    gaps AS (
        SELECT n.till, n.seq, format('number %s follows number %s', n.number, n.before) AS fault
          FROM numbers n WHERE n.number - 1 <> n.before)
    SELECT 3, b.till, b.seq, entry_words(b.till, b.seq) || ': ' || b.fault || and_more(b.bad_ones)
      FROM (SELECT DISTINCT ON (f.till) f.till, f.seq, f.fault, count(*) OVER (PARTITION BY f.till) AS bad_ones
              FROM faults f ORDER BY f.till, f.seq) AS b
     UNION ALL
    SELECT 3, b.till, b.seq, entry_words(b.till, b.seq) || ': ' || b.fault || and_more(b.bad_ones)
      FROM (SELECT DISTINCT ON (g.till) g.till, g.seq, g.fault, count(*) OVER (PARTITION BY g.till) AS bad_ones
              FROM gaps g ORDER BY g.till, g.seq) AS b
$$;

-- Stock is the sum of its movements; each receipt moved what its lines say; shortfalls are what was booked of them.
CREATE FUNCTION verify_stock() RETURNS TABLE (rank int, till uuid, seq bigint, sentence text) LANGUAGE sql STABLE AS $$
    WITH moved AS (
        SELECT m.product_id, sum(m.quantity) AS quantity FROM stock_movements m GROUP BY m.product_id),
    by_lines AS (
        SELECT r.till, r.seq, l.product_id, -sum(l.quantity) AS quantity
          FROM receipts r
          JOIN receipt_lines l ON l.till = r.till AND l.seq = r.seq
         WHERE r.order_public_id IS NULL OR r.kind = 'refund'
         GROUP BY r.till, r.seq, l.product_id
        HAVING sum(l.quantity) <> 0),
    by_movements AS (
        SELECT m.till, m.seq, m.product_id, sum(m.quantity) FILTER (WHERE m.kind IN ('sale', 'refund')) AS sold,
               sum(m.quantity) FILTER (WHERE m.kind = 'shortfall') AS short,
               sum(m.quantity) FILTER (WHERE m.kind = 'settle') AS settled
          FROM stock_movements m WHERE m.till IS NOT NULL GROUP BY m.till, m.seq, m.product_id),
    unlike AS (
        SELECT coalesce(l.till, m.till) AS till, coalesce(l.seq, m.seq) AS seq,
               format('its lines take %s thousandths of product %s from stock, %s were booked', coalesce(-l.quantity, 0),
                      coalesce(l.product_id, m.product_id), coalesce(-m.sold, 0)) AS fault
          FROM by_lines l
          FULL JOIN by_movements m ON m.till = l.till AND m.seq = l.seq AND m.product_id = l.product_id
         WHERE coalesce(l.quantity, 0) <> coalesce(m.sold, 0)
         UNION ALL
        SELECT coalesce(f.till, m.till), coalesce(f.seq, m.seq),
               format('its shortfall of product %s is not what was booked', coalesce(f.product_id, m.product_id))
          FROM shortfalls f
          FULL JOIN (SELECT b.till, b.seq, b.product_id, b.short, b.settled FROM by_movements b
                      WHERE b.short IS NOT NULL OR b.settled IS NOT NULL) AS m
            ON m.till = f.till AND m.seq = f.seq AND m.product_id = f.product_id
         WHERE (coalesce(f.quantity, 0), coalesce(f.settled, 0))
               IS DISTINCT FROM (coalesce(m.short, 0), coalesce(-m.settled, 0)))
    SELECT 4, NULL::uuid, coalesce(s.product_id, m.product_id),
           format('product %s: %s thousandths on hand, its movements add up to %s', coalesce(s.product_id, m.product_id),
                  coalesce(s.on_hand, 0), coalesce(m.quantity, 0))
      FROM stock s
      FULL JOIN moved m ON m.product_id = s.product_id
     WHERE coalesce(s.on_hand, 0) <> coalesce(m.quantity, 0)
     UNION ALL
    SELECT 4, b.till, b.seq, entry_words(b.till, b.seq) || ': ' || b.fault || and_more(b.bad_ones)
      FROM (SELECT DISTINCT ON (u.till) u.till, u.seq, u.fault, count(*) OVER (PARTITION BY u.till) AS bad_ones
              FROM unlike u ORDER BY u.till, u.seq) AS b
$$;

-- Orders: totals, the stock they took, their job, the receipt that paid for them, and what hangs in the air.
CREATE FUNCTION verify_orders() RETURNS TABLE (rank int, till uuid, seq bigint, sentence text) LANGUAGE sql STABLE AS $$
    WITH line_sums AS (
        SELECT l.order_id, sum(l.total_minor) AS total, count(*) AS lines FROM order_lines l GROUP BY l.order_id),
    faults AS (
        SELECT coalesce(o.id, s.order_id) AS id,
               CASE WHEN o.id IS NULL THEN 'there are lines but no order'
                    ELSE 'its lines do not add up to its total' END AS fault
          FROM orders o
          FULL JOIN line_sums s ON s.order_id = o.id
         WHERE o.id IS NULL OR s.order_id IS NULL OR s.total <> o.total_minor
         UNION ALL
        SELECT o.id, 'it is open and automatic but has no job'
          FROM orders o
         WHERE o.state IN ('confirmed', 'in_production') AND o.flow = 'automatic'
           AND NOT EXISTS (SELECT FROM jobs j WHERE j.kind = 'order.advance' AND j.dedup_key = o.id::text)
           AND NOT EXISTS (SELECT FROM jobs_dead d WHERE d.kind = 'order.advance' AND d.dedup_key = o.id::text)
         UNION ALL
        SELECT x.id, format('it took %s thousandths of product %s from stock, its lines say %s', coalesce(x.moved, 0),
                            x.product_id, coalesce(x.wanted, 0))
          FROM (SELECT coalesce(w.order_id, m.order_id) AS id, coalesce(w.product_id, m.product_id) AS product_id,
                       w.wanted, -m.moved AS moved
                  FROM (SELECT l.order_id, l.product_id, sum(l.quantity) AS wanted
                          FROM order_lines l
                          JOIN orders o ON o.id = l.order_id
                         WHERE o.source <> 'counter' AND o.state <> 'cancelled'
                         GROUP BY l.order_id, l.product_id) AS w
                  FULL JOIN (SELECT m.order_id, m.product_id, sum(m.quantity) AS moved
                               FROM stock_movements m WHERE m.order_id IS NOT NULL
                              GROUP BY m.order_id, m.product_id) AS m
                    ON m.order_id = w.order_id AND m.product_id = w.product_id) AS x
         WHERE coalesce(x.wanted, 0) <> coalesce(x.moved, 0)
         UNION ALL
        SELECT o.id, format('the receipt that paid for it, entry %s of %s, is not there', o.seq, till_words(o.till))
          FROM orders o
         WHERE o.till IS NOT NULL AND NOT EXISTS (SELECT FROM receipts r WHERE r.till = o.till AND r.seq = o.seq)
         UNION ALL
        SELECT k.order_id, 'an idempotency key leads to it, but it is not there'
          FROM idempotency_keys k WHERE NOT EXISTS (SELECT FROM orders o WHERE o.id = k.order_id))
    SELECT 5, NULL::uuid, f.id,
           format('order %s: %s', coalesce((SELECT o.public_id FROM orders o WHERE o.id = f.id), f.id), f.fault)
      FROM (SELECT a.id, a.fault FROM faults a ORDER BY a.id LIMIT 1000) AS f
     UNION ALL
    SELECT 5, b.till, b.seq, entry_words(b.till, b.seq) || ': this sale has no order' || and_more(b.bad_ones)
      FROM (SELECT DISTINCT ON (r.till) r.till, r.seq, count(*) OVER (PARTITION BY r.till) AS bad_ones
              FROM receipts r
             WHERE r.kind = 'sale' AND r.order_public_id IS NULL
               AND NOT EXISTS (SELECT FROM orders o WHERE o.uuid = r.uuid)
             ORDER BY r.till, r.seq) AS b
$$;

-- Every difference, worst first; no row = clean.
CREATE FUNCTION verify_all() RETURNS SETOF text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = bakehouse, pg_temp SET jit = off SET work_mem = '64MB' AS $$
BEGIN
    RETURN QUERY
    SELECT f.sentence
      FROM (SELECT c.rank, c.till, c.seq, c.sentence FROM verify_chains() AS c
             UNION ALL
            SELECT b.rank, b.till, b.seq, b.sentence FROM verify_bytes() AS b
             UNION ALL
            SELECT s.rank, s.till, s.seq, s.sentence FROM verify_sums() AS s
             UNION ALL
            SELECT k.rank, k.till, k.seq, k.sentence FROM verify_stock() AS k
             UNION ALL
            SELECT o.rank, o.till, o.seq, o.sentence FROM verify_orders() AS o) AS f
     ORDER BY f.rank, f.seq, f.sentence
     LIMIT 1000;
END $$;

CREATE FUNCTION database_status()
RETURNS TABLE (server_version text, database_name text, size_bytes bigint, schema_version int, jobs_waiting bigint,
               oldest_job_ms bigint, jobs_dead bigint, orders bigint, open_orders bigint, receipts bigint,
               discrepancies bigint, products bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = bakehouse, pg_temp AS $$
    SELECT current_setting('server_version'), current_database()::text, pg_database_size(current_database()),
           (SELECT max(m.version) FROM schema_migrations m),
           (SELECT count(*) FROM jobs),
           (SELECT coalesce(greatest(0, extract(epoch FROM clock_timestamp() - min(j.due_at)) * 1000), 0)::bigint
              FROM jobs j),
           (SELECT count(*) FROM jobs_dead),
           (SELECT count(*) FROM orders),
           (SELECT count(*) FROM orders o WHERE o.state IN ('requested', 'confirmed', 'in_production', 'ready')),
           (SELECT count(*) FROM receipts),
           (SELECT count(*) FROM discrepancies),
           (SELECT count(*) FROM products p WHERE p.active)
$$;

GRANT EXECUTE ON FUNCTION verify_all(), database_status() TO bakehouse_runtime;
