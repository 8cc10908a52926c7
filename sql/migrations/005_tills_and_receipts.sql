-- Entries are the truth of a till: canonical bytes in a chain. Receipts, lines, tenders and VAT are what those bytes
-- say and nothing else, so verify_all() can compare every column. No foreign key to products, orders or other
-- receipts: a well-chained entry is never refused.
SET LOCAL ROLE bakehouse_owner;
SET LOCAL search_path = bakehouse, pg_temp;

CREATE TABLE tills (
    id uuid PRIMARY KEY,
    number int NOT NULL UNIQUE CHECK (number > 0),
    prefix text NOT NULL,
    name text NOT NULL DEFAULT '',
    head_seq bigint NOT NULL DEFAULT 0 CHECK (head_seq >= 0),
    head_hash bytea NOT NULL DEFAULT decode(repeat('00', 32), 'hex') CHECK (length(head_hash) = 32),
    registered_at timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 50);

CREATE VIEW till_heads AS
SELECT id AS till, head_seq AS seq FROM tills;

CREATE TABLE entries (
    till uuid NOT NULL,
    seq bigint NOT NULL CHECK (seq > 0),
    uuid uuid NOT NULL UNIQUE,
    kind text NOT NULL CHECK (kind <> ''),
    bytes bytea NOT NULL,
    prev bytea NOT NULL CHECK (length(prev) = 32),
    hash bytea NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (till, seq)
);

CREATE TABLE receipts (
    till uuid NOT NULL,
    seq bigint NOT NULL,
    kind text NOT NULL CHECK (kind IN ('sale', 'refund')),
    uuid uuid NOT NULL UNIQUE,
    number bigint NOT NULL CHECK (number > 0),
    prefix text NOT NULL,
    currency text NOT NULL,
    decimals smallint NOT NULL,
    sold_at timestamptz NOT NULL,
    suspect bool NOT NULL,
    business_day date NOT NULL,
    clerk int NOT NULL,
    mode text NOT NULL CHECK (mode IN ('takeaway', 'eat_in')),
    total_minor bigint NOT NULL,
    change_minor bigint NOT NULL,
    rounding_minor bigint NOT NULL,
    source_key text NOT NULL,
    order_public_id bigint,
    original_till uuid,
    original_uuid uuid,
    original_number bigint,
    PRIMARY KEY (till, seq),
    UNIQUE (number, till) -- in this order, so that nobody reads a till's entries by it instead of the primary key
);
CREATE INDEX receipts_day ON receipts (business_day, till);
CREATE INDEX receipts_original ON receipts (original_uuid) WHERE original_uuid IS NOT NULL;

CREATE TABLE receipt_lines (
    till uuid NOT NULL,
    seq bigint NOT NULL,
    line_no smallint NOT NULL,
    product_id bigint NOT NULL,
    name text NOT NULL,
    quantity bigint NOT NULL,
    unit_price_minor bigint NOT NULL,
    discount_minor bigint NOT NULL,
    gross_minor bigint NOT NULL,
    tax_class text NOT NULL,
    rate_bp int NOT NULL CHECK (rate_bp BETWEEN 0 AND 10000),
    prepared bool NOT NULL,
    original_line smallint NOT NULL,
    PRIMARY KEY (till, seq, line_no)
);
CREATE TABLE receipt_tenders (
    till uuid NOT NULL,
    seq bigint NOT NULL,
    tender_no smallint NOT NULL,
    method text NOT NULL,
    amount_minor bigint NOT NULL,
    PRIMARY KEY (till, seq, tender_no)
);
CREATE TABLE receipt_vat (
    till uuid NOT NULL,
    seq bigint NOT NULL,
    rate_bp int NOT NULL CHECK (rate_bp BETWEEN 0 AND 10000),
    gross_minor bigint NOT NULL,
    vat_minor bigint NOT NULL,
    net_minor bigint NOT NULL,
    PRIMARY KEY (till, seq, rate_bp)
);

-- What was noticed when an entry came in; for the manager.
CREATE TABLE discrepancies (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    till uuid NOT NULL,
    seq bigint, -- null when it is about the till itself
    kind text NOT NULL CHECK (kind IN ('till_number', 'underivable', 'not_applied', 'sums', 'number', 'currency',
                                       'unknown_product', 'order_missing', 'order_cancelled', 'order_paid',
                                       'order_known', 'over_refund', 'refund_differs')),
    detail text NOT NULL,
    at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX discrepancies_entry ON discrepancies (till, seq);

-- What the bytes of a receipt say, one function for each table. record_entries() stores what they give and verify_all()
-- compares with what they give. Plain SQL without settings, so that the planner puts them in place of the call.
CREATE FUNCTION derived_receipt(j jsonb)
RETURNS TABLE (till uuid, seq bigint, kind text, uuid uuid, number bigint, prefix text, currency text, decimals smallint,
               sold_at timestamptz, suspect bool, business_day date, clerk int, mode text, total_minor bigint,
               change_minor bigint, rounding_minor bigint, source_key text, order_public_id bigint,
               original_till uuid, original_uuid uuid, original_number bigint)
LANGUAGE sql STABLE AS $$
    SELECT x.till, x.seq, x.kind, x.uuid, x.number, x.prefix, x.currency, x.decimals, x.sold_at, x.suspect,
           x.business_day, x.clerk, x.mode, x.total, x.change, x.rounding, x.source, x."order",
           (x.original ->> 'till')::uuid, (x.original ->> 'uuid')::uuid, (x.original ->> 'number')::bigint
      FROM jsonb_to_record(j) AS x (till uuid, seq bigint, kind text, uuid uuid, number bigint, prefix text,
                                    currency text, decimals smallint, sold_at timestamptz, suspect bool,
                                    business_day date, clerk int, mode text, total bigint, change bigint,
                                    rounding bigint, source text, "order" bigint, original jsonb)
$$;

CREATE FUNCTION derived_lines(j jsonb)
RETURNS TABLE (line_no smallint, product_id bigint, name text, quantity bigint, unit_price_minor bigint,
               discount_minor bigint, gross_minor bigint, tax_class text, rate_bp int, prepared bool,
               original_line smallint)
LANGUAGE sql STABLE AS $$
    SELECT x.n::smallint, x.product, x.name, x.quantity, x.price, x.discount, x.gross, x.class, x.rate, x.prepared,
           x.original
      FROM ROWS FROM (jsonb_to_recordset(j -> 'lines')
                      AS (product bigint, name text, quantity bigint, price bigint, discount bigint, gross bigint,
                          class text, rate int, prepared bool, original smallint))
           WITH ORDINALITY AS x (product, name, quantity, price, discount, gross, class, rate, prepared, original, n)
$$;

CREATE FUNCTION derived_tenders(j jsonb)
RETURNS TABLE (tender_no smallint, method text, amount_minor bigint)
LANGUAGE sql STABLE AS $$
    SELECT x.n::smallint, x.method, x.amount
      FROM ROWS FROM (jsonb_to_recordset(j -> 'tenders') AS (method text, amount bigint))
           WITH ORDINALITY AS x (method, amount, n)
$$;

CREATE FUNCTION derived_vat(j jsonb)
RETURNS TABLE (rate_bp int, gross_minor bigint, vat_minor bigint, net_minor bigint)
LANGUAGE sql STABLE AS $$
    SELECT x.rate, x.gross, x.vat, x.net
      FROM jsonb_to_recordset(j -> 'vat') AS x (rate int, gross bigint, vat bigint, net bigint)
$$;

-- Receipts of a till whose own numbers disagree: lines, total, tenders, VAT per rate. One row for each, with the first
-- thing that is wrong. VAT is round(G × r / (100 % + r)), halves away from zero, as numeric rounds. Sums of one stream without a join, so that no estimate can make it slow.
CREATE FUNCTION receipt_faults(p_till uuid, p_from bigint, p_to bigint) RETURNS TABLE (seq bigint, fault text)
LANGUAGE sql STABLE AS $$
    WITH rates AS (
        SELECT x.seq, sum(x.gross) AS gross, bool_and(x.exact) AS exact,
               sum(x.gross) = sum(x.vat_gross) AND sum(x.vat) = round(sum(x.gross) * x.rate_bp / (10000 + x.rate_bp))
               AND sum(x.vat) + sum(x.net) = sum(x.gross) AS vat_right
          FROM (SELECT l.seq, l.rate_bp, l.gross_minor AS gross,
                       l.gross_minor = round(l.unit_price_minor::numeric * l.quantity / 1000) - l.discount_minor AS exact,
                       0 AS vat_gross, 0 AS vat, 0 AS net
                  FROM receipt_lines l WHERE l.till = p_till AND l.seq BETWEEN p_from AND p_to
                 UNION ALL
                SELECT v.seq, v.rate_bp, 0, true, v.gross_minor, v.vat_minor, v.net_minor
                  FROM receipt_vat v WHERE v.till = p_till AND v.seq BETWEEN p_from AND p_to) AS x
         GROUP BY x.seq, x.rate_bp),
    sums AS (
        SELECT y.seq, sum(y.total) AS total, sum(y.gross) AS gross, bool_and(y.exact) AS exact,
               bool_and(y.vat_right) AS vat_right, sum(y.paid) AS paid
          FROM (SELECT r.seq, r.total_minor::numeric AS total, 0 AS gross, true AS exact, true AS vat_right,
                       - r.change_minor::numeric - r.rounding_minor AS paid
                  FROM receipts r WHERE r.till = p_till AND r.seq BETWEEN p_from AND p_to
                 UNION ALL
                SELECT t.seq, NULL, 0, true, true, t.amount_minor
                  FROM receipt_tenders t WHERE t.till = p_till AND t.seq BETWEEN p_from AND p_to
                 UNION ALL
                SELECT r.seq, NULL, r.gross, r.exact, r.vat_right, 0 FROM rates r) AS y
         GROUP BY y.seq)
    SELECT f.seq, f.fault
      FROM (SELECT s.seq,
                   CASE WHEN s.total IS NULL THEN 'it has lines, tenders or VAT but no receipt'
                        WHEN s.gross <> s.total THEN 'its lines do not add up to its total'
                        WHEN NOT s.exact THEN 'a line is not price times quantity less discount'
                        WHEN NOT s.vat_right THEN 'its VAT per rate does not follow from its lines'
                        WHEN s.paid <> s.total THEN 'its tenders less change and rounding are not its total'
                   END AS fault
              FROM sums s) AS f
     WHERE f.fault IS NOT NULL
$$;

-- Registers a till, or gives what it was given before. A number that a journal already printed stays with it if it can.
CREATE FUNCTION register_till(p_till uuid, p_name text, p_wanted int) RETURNS TABLE (number int, prefix text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = bakehouse, pg_temp AS $$
#variable_conflict use_column
DECLARE
    v_number int;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('bakehouse.tills', 0));
    IF NOT EXISTS (SELECT FROM tills t WHERE t.id = p_till) THEN
        v_number := nullif(greatest(p_wanted, 0), 0);
        IF v_number IS NULL OR EXISTS (SELECT FROM tills t WHERE t.number = v_number) THEN
            SELECT coalesce(max(t.number), 0) + 1 INTO v_number FROM tills t;
        END IF;
        INSERT INTO tills (id, number, prefix, name) VALUES (p_till, v_number, v_number || '-', coalesce(p_name, ''));
        IF p_wanted > 0 AND v_number <> p_wanted THEN
            INSERT INTO discrepancies (till, kind, detail)
            VALUES (p_till, 'till_number',
                    format('wanted number %s, which another till has; got %s', p_wanted, v_number));
        END IF;
    END IF;
    RETURN QUERY SELECT t.number, t.prefix FROM tills t WHERE t.id = p_till;
END $$;

CREATE FUNCTION till_head(p_till uuid) RETURNS TABLE (seq bigint, hash bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = bakehouse, pg_temp AS $$
    SELECT head_seq, head_hash FROM tills WHERE id = p_till
$$;

GRANT EXECUTE ON FUNCTION register_till(uuid, text, int), till_head(uuid) TO bakehouse_runtime;
