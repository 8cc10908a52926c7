-- What partners change by their keys. Each change is told in a chain that verify follows: who, what, before, after. Under
-- one Idempotency-Key a key changes a thing once.
SET LOCAL ROLE bakehouse_owner;
SET LOCAL search_path = bakehouse, pg_temp;

-- content = {"no","at","key","name","action","subject","before","after","reason"}; hash = sha256(prev || content). Of
-- customers it holds ids only, so that a person can be forgotten without a break in the chain.
CREATE TABLE partner_changes (
    no bigint PRIMARY KEY CHECK (no > 0),
    content text NOT NULL,
    prev bytea NOT NULL CHECK (length(prev) = 32),
    hash bytea NOT NULL CHECK (length(hash) = 32)
);
-- Locked before anything else by every change, so they come one after the other and nobody waits in a circle.
CREATE TABLE partner_changes_head (
    only_row bool PRIMARY KEY DEFAULT true CHECK (only_row),
    no bigint NOT NULL DEFAULT 0 CHECK (no >= 0),
    hash bytea NOT NULL DEFAULT decode(repeat('00', 32), 'hex') CHECK (length(hash) = 32)
);
INSERT INTO partner_changes_head DEFAULT VALUES;

-- Only changes that were made are remembered. Hashes: a key may hold what is nobody's business.
CREATE TABLE partner_requests (
    key_id bigint NOT NULL,
    key_hash bytea NOT NULL CHECK (length(key_hash) = 32),
    request_hash bytea NOT NULL CHECK (length(request_hash) = 32),
    change_no bigint NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (key_id, key_hash)
);

-- The changes before p_before (null = the latest), latest first; of an action or about a subject only, unless null. What
-- cannot be read any more has a number only: verify says why.
CREATE FUNCTION told_partner_changes(p_before bigint, p_action text, p_subject bigint, p_limit int)
RETURNS TABLE (no bigint, at timestamptz, key_id bigint, key_name text, action text, subject bigint, before text,
               after text, reason text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = bakehouse, pg_temp AS $$
    SELECT c.no, (r.j ->> 'at')::timestamptz, (r.j ->> 'key')::bigint, r.j ->> 'name', r.j ->> 'action',
           (r.j ->> 'subject')::bigint, (r.j -> 'before')::text, (r.j -> 'after')::text, r.j ->> 'reason'
      FROM partner_changes c
     CROSS JOIN LATERAL (SELECT readable_entry(convert_to(c.content, 'UTF8')) AS j) AS r
     WHERE (p_before IS NULL OR c.no < p_before)
       AND (p_action IS NULL OR r.j ->> 'action' = p_action)
       AND (p_subject IS NULL OR (r.j ->> 'subject')::bigint = p_subject)
     ORDER BY c.no DESC
     LIMIT p_limit
$$;

-- p_hand = {"key","name","key_hash":hex|null,"request":hex|null,"reason"}. Gives the change that was made under this
-- Idempotency-Key before, -1 when that was another request, nothing when it is new.
CREATE FUNCTION begin_partner_change(p_hand jsonb) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    v_known partner_requests;
BEGIN
    PERFORM FROM partner_changes_head FOR UPDATE;
    SELECT r.* INTO v_known FROM partner_requests r
     WHERE r.key_id = (p_hand ->> 'key')::bigint AND r.key_hash = decode(p_hand ->> 'key_hash', 'hex');
    RETURN CASE WHEN v_known.request_hash <> decode(p_hand ->> 'request', 'hex') THEN -1 ELSE v_known.change_no END;
END $$;

-- The number of the change told, which was made at p_at.
CREATE FUNCTION tell_partner_change(p_hand jsonb, p_action text, p_subject bigint, p_before jsonb, p_after jsonb,
                                    p_at timestamptz DEFAULT clock_timestamp())
RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    v_head partner_changes_head;
    v_content text;
    v_hash bytea;
BEGIN
    SELECT h.* INTO v_head FROM partner_changes_head h;
    v_content := jsonb_build_object('no', v_head.no + 1, 'at', p_at, 'key', p_hand -> 'key', 'name',
                                    p_hand -> 'name', 'action', p_action, 'subject', p_subject, 'before', p_before,
                                    'after', p_after, 'reason', p_hand -> 'reason')::text;
    v_hash := sha256(v_head.hash || convert_to(v_content, 'UTF8'));
    INSERT INTO partner_changes (no, content, prev, hash) VALUES (v_head.no + 1, v_content, v_head.hash, v_hash);
    UPDATE partner_changes_head SET no = v_head.no + 1, hash = v_hash;
    IF p_hand ->> 'key_hash' IS NOT NULL THEN
        INSERT INTO partner_requests (key_id, key_hash, request_hash, change_no)
        VALUES ((p_hand ->> 'key')::bigint, decode(p_hand ->> 'key_hash', 'hex'), decode(p_hand ->> 'request', 'hex'),
                v_head.no + 1);
    END IF;
    RETURN v_head.no + 1;
END $$;

-- A step of an order, or its cancellation. 'done', 'known' (made before under this Idempotency-Key), 'key_reused',
-- 'unknown', 'not_allowed'; a row for each product whose stock changed.
CREATE FUNCTION partner_moves_order(p_hand jsonb, p_public_id bigint, p_to text, p_origin text)
RETURNS TABLE (outcome text, change bigint, product bigint, on_hand bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = bakehouse, pg_temp AS $$
#variable_conflict use_column
DECLARE
    v_change bigint := begin_partner_change(p_hand);
    v_before text;
    v_outcome text := CASE v_change WHEN -1 THEN 'key_reused' ELSE 'known' END;
    v_products bigint[];
    v_on_hand bigint[];
BEGIN
    IF v_change IS NULL THEN
        SELECT f.o_state INTO v_before FROM lock_order(p_public_id) AS f;
        SELECT max(f.outcome), array_agg(f.product), array_agg(f.on_hand) INTO v_outcome, v_products, v_on_hand
          FROM advance_order(p_public_id, p_to, 'partner', p_origin) AS f;
        IF v_outcome = 'done' THEN
            v_change := tell_partner_change(p_hand, CASE p_to WHEN 'cancelled' THEN 'order.cancel' ELSE 'order.advance' END,
                                            p_public_id, jsonb_build_object('state', v_before),
                                            jsonb_build_object('state', p_to),
                                            (SELECT o.state_at FROM orders o WHERE o.public_id = p_public_id));
        END IF;
    END IF;
    RETURN QUERY
    SELECT v_outcome, v_change, u.product, u.on_hand
      FROM unnest(coalesce(v_products, ARRAY[NULL::bigint]), coalesce(v_on_hand, ARRAY[NULL::bigint]))
           AS u (product, on_hand);
END $$;

-- Sets the stock of a product, or adds to it, in thousandths: one of p_set and p_add is null. What is added settles first
-- what was sold short that day, as a delivery does. 'done', 'known', 'key_reused', 'unknown_product', 'bad_quantity' (of
-- what is sold in whole pieces), 'insufficient_stock' with what is left.
CREATE FUNCTION partner_changes_stock(p_hand jsonb, p_product bigint, p_set bigint, p_add bigint, p_day date, p_origin text)
RETURNS TABLE (outcome text, change bigint, on_hand bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = bakehouse, pg_temp AS $$
#variable_conflict use_column
DECLARE
    v_change bigint := begin_partner_change(p_hand);
    v_before bigint;
    v_after bigint;
    v_whole bool;
BEGIN
    IF v_change IS NOT NULL THEN
        RETURN QUERY SELECT CASE v_change WHEN -1 THEN 'key_reused' ELSE 'known' END, v_change, NULL::bigint;
        RETURN;
    END IF;
    PERFORM FROM stock_bookings_head FOR UPDATE;
    SELECT s.on_hand, p.unit = 'piece' AND NOT p.divisible INTO v_before, v_whole
      FROM stock s JOIN products p ON p.id = s.product_id AND p.active
     WHERE s.product_id = p_product FOR NO KEY UPDATE OF s;
    v_after := coalesce(p_set, v_before + p_add);
    IF v_before IS NULL OR v_after < 0 OR (v_whole AND coalesce(p_set, p_add) % 1000 <> 0) THEN
        RETURN QUERY SELECT CASE WHEN v_before IS NULL THEN 'unknown_product' WHEN v_after < 0 THEN 'insufficient_stock'
                                 ELSE 'bad_quantity' END, NULL::bigint, v_before;
        RETURN;
    END IF;
    IF p_add > 0 THEN
        PERFORM book_delivery('partner change ' || (SELECT h.no + 1 FROM partner_changes_head h), p_day,
                              jsonb_build_array(jsonb_build_array(p_product, p_add)), p_origin);
    ELSE
        PERFORM set_stock(ARRAY[p_product]::int[], ARRAY[v_after], 'import', p_day),
                pg_notify('bakehouse_catalogue', p_origin);
    END IF;
    SELECT s.on_hand INTO v_after FROM stock s WHERE s.product_id = p_product;
    v_change := tell_partner_change(p_hand, CASE WHEN p_set IS NULL THEN 'stock.add' ELSE 'stock.set' END, p_product,
                                    jsonb_build_object('stock', v_before), jsonb_build_object('stock', v_after));
    RETURN QUERY SELECT 'done', v_change, v_after;
END $$;

-- Changes what p_facts names of a product: {"price"?,"available"?,"lead_minutes"?,"allergens"?:
-- [word,…]|null}. 'done', 'known',
-- 'key_reused', 'unknown_product'.
CREATE FUNCTION partner_changes_product(p_hand jsonb, p_product bigint, p_facts jsonb, p_origin text)
RETURNS TABLE (outcome text, change bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = bakehouse, pg_temp AS $$
#variable_conflict use_column
DECLARE
    v_change bigint := begin_partner_change(p_hand);
    v_before jsonb;
BEGIN
    IF v_change IS NOT NULL THEN
        RETURN QUERY SELECT CASE v_change WHEN -1 THEN 'key_reused' ELSE 'known' END, v_change;
        RETURN;
    END IF;
    PERFORM FROM shop FOR UPDATE; -- before the product, as an import locks them
    SELECT jsonb_build_object('price', p.price_minor, 'available', p.available, 'lead_minutes', p.lead_minutes,
                              'allergens', to_jsonb(p.allergens))
      INTO v_before FROM products p WHERE p.id = p_product AND p.active;
    IF NOT FOUND THEN
        RETURN QUERY SELECT 'unknown_product', NULL::bigint;
        RETURN;
    END IF;
    UPDATE products p
       SET price_minor = coalesce((p_facts ->> 'price')::bigint, p.price_minor),
           available = coalesce((p_facts ->> 'available')::bool, p.available),
           lead_minutes = coalesce((p_facts ->> 'lead_minutes')::int, p.lead_minutes),
           allergens = CASE WHEN NOT p_facts ? 'allergens' THEN p.allergens
                            WHEN jsonb_typeof(p_facts -> 'allergens') = 'array'
                                 THEN ARRAY (SELECT jsonb_array_elements_text(p_facts -> 'allergens')) END,
           updated_at = now()
     WHERE p.id = p_product;
    PERFORM touch_catalogue(p_origin);
    v_change := tell_partner_change(p_hand, 'product.change', p_product,
                                    (SELECT jsonb_object_agg(k.name, v_before -> k.name)
                                       FROM jsonb_object_keys(p_facts) AS k (name)), p_facts);
    RETURN QUERY SELECT 'done', v_change;
END $$;

-- Orders for partners, latest first, before p_before (an order's id; null = the latest): those in one of p_states that
-- were placed from p_since to before p_until, are to be picked up from p_pickup to before p_pickup_end (without a time of
-- their own: placed then), and whose code begins with p_find, whose name holds it or whose phone has the digits p_digits
-- in it; null = any.
CREATE FUNCTION partner_order_ids(p_states text[], p_since timestamptz, p_until timestamptz, p_pickup timestamptz,
                                  p_pickup_end timestamptz, p_find text, p_digits text, p_before bigint, p_limit int)
RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = bakehouse, pg_temp SET plan_cache_mode = force_custom_plan AS $$
BEGIN
    RETURN QUERY
    SELECT o.id FROM orders o
     WHERE o.id < coalesce(p_before, 9223372036854775807)
       AND (o.open OR NOT p_states <@ ARRAY['requested', 'confirmed', 'in_production', 'ready'])
       AND o.state = ANY (p_states)
       AND o.placed_at >= coalesce(p_since, '-infinity') AND o.placed_at < coalesce(p_until, 'infinity')
       AND coalesce(o.pickup_start, o.placed_at) >= coalesce(p_pickup, '-infinity')
       AND coalesce(o.pickup_start, o.placed_at) < coalesce(p_pickup_end, 'infinity')
       AND (p_find IS NULL OR starts_with(o.pickup_code, upper(p_find))
            OR position(lower(p_find) IN lower(o.customer_name)) > 0
            OR position(p_digits IN regexp_replace(o.customer_phone, '[^0-9]', '', 'g')) > 0)
     ORDER BY o.id DESC
     LIMIT p_limit;
END $$;

-- Idempotency-Keys of partners go as those of orders do.
ALTER FUNCTION prune_idempotency_keys() RENAME TO prune_order_keys;
REVOKE EXECUTE ON FUNCTION prune_order_keys() FROM bakehouse_runtime;
CREATE FUNCTION prune_idempotency_keys() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = bakehouse, pg_temp AS $$
DECLARE
    v_kept CONSTANT int := 1000;
    v_count bigint;
BEGIN
    DELETE FROM partner_requests
     WHERE created_at < now() - interval '30 days'
       AND change_no <= (SELECT max(change_no) FROM partner_requests) - v_kept;
    GET DIAGNOSTICS v_count = ROW_COUNT;
    RETURN v_count + prune_order_keys();
END $$;

-- Hash, link and number of each change, and the head.
CREATE FUNCTION partner_change_faults(p_from bigint, p_to bigint) RETURNS TABLE (no bigint, fault text)
LANGUAGE sql STABLE AS $$
    WITH before AS (
        SELECT c.no, c.hash FROM partner_changes c WHERE c.no < p_from ORDER BY c.no DESC LIMIT 1),
    links AS (
        SELECT c.no, c.content, c.prev, c.hash,
               coalesce(lag(c.no) OVER w, (SELECT b.no FROM before b), 0) AS no_before,
               coalesce(lag(c.hash) OVER w, (SELECT b.hash FROM before b), decode(repeat('00', 32), 'hex')) AS hash_before
          FROM partner_changes c WHERE c.no BETWEEN p_from AND p_to
        WINDOW w AS (ORDER BY c.no))
    SELECT l.no,
           CASE WHEN l.hash <> sha256(l.prev || convert_to(l.content, 'UTF8')) THEN 'its hash is not that of its content'
                WHEN l.no - 1 <> l.no_before THEN format('it follows change %s: changes are missing', l.no_before)
                WHEN l.prev <> l.hash_before THEN 'its previous hash is not that of the change before'
                ELSE 'its number is not that of its content' END
      FROM links l
     WHERE l.hash <> sha256(l.prev || convert_to(l.content, 'UTF8')) OR l.no - 1 <> l.no_before
        OR l.prev <> l.hash_before OR readable_entry(convert_to(l.content, 'UTF8')) ->> 'no' <> l.no::text
     UNION ALL
    SELECT coalesce(l.no, 0) + 1,
           format('the head of the changes is %s, the last one stored is %s, or has another hash', h.no, coalesce(l.no, 0))
      FROM partner_changes_head h
      LEFT JOIN LATERAL (SELECT c.no, c.hash FROM partner_changes c ORDER BY c.no DESC LIMIT 1) AS l ON true
     WHERE p_to = 9223372036854775807
       AND (h.no <> coalesce(l.no, 0) OR h.hash <> coalesce(l.hash, decode(repeat('00', 32), 'hex')))
     UNION ALL
    SELECT r.change_no, 'a request is said to have made it, and it is not there'
      FROM partner_requests r
     WHERE r.change_no BETWEEN p_from AND p_to AND NOT EXISTS (SELECT FROM partner_changes c WHERE c.no = r.change_no)
$$;

-- verify takes them as one more kind of piece. The functions are changed where they stand, whatever else has become of
-- them.
DO $$
DECLARE
    v_change record;
    v_before text;
    v_after text;
BEGIN
    FOR v_change IN
        SELECT c.place, c.old, c.new FROM (VALUES
            ('verify_plan()', 'UNION ALL SELECT ''orders'', NULL',
             'UNION ALL SELECT ''orders'', NULL UNION ALL SELECT ''changes'', NULL'),
            ('verify_plan()', 'ELSE (SELECT b.no FROM stock_bookings b',
             E'WHEN ''changes'' THEN (SELECT c.no FROM partner_changes c WHERE c.no >= v_first ORDER BY c.no\n'
             '                                      OFFSET 999 LIMIT 1)\n'
             '                ELSE (SELECT b.no FROM stock_bookings b'),
            ('subject_words(text, uuid, bigint)', 'WHEN ''jobs'' THEN',
             E'WHEN ''changes'' THEN ''change '' || p_subject || '' by partners''\n        WHEN ''jobs'' THEN'),
            ('verify_piece(text, uuid, bigint, bigint)', E'    WHEN ''jobs'' THEN\n',
             E'    WHEN ''changes'' THEN\n'
             '        SELECT array_agg(61), array_agg(NULL::uuid), array_agg(f.no), array_agg(f.fault)\n'
             '          INTO v_topic, v_till, v_subject, v_fault FROM partner_change_faults(p_from, p_to) AS f;\n'
             '    WHEN ''jobs'' THEN\n')) AS c (place, old, new)
    LOOP
        v_before := pg_get_functiondef(v_change.place::regprocedure);
        v_after := replace(v_before, v_change.old, v_change.new);
        IF v_after = v_before THEN
            RAISE EXCEPTION '% is another one', v_change.place;
        END IF;
        EXECUTE v_after;
    END LOOP;
END $$;

REVOKE SELECT ON partner_requests FROM bakehouse_runtime;
GRANT EXECUTE ON FUNCTION told_partner_changes(bigint, text, bigint, int), partner_moves_order(jsonb, bigint, text, text),
    partner_changes_stock(jsonb, bigint, bigint, bigint, date, text),
    partner_changes_product(jsonb, bigint, jsonb, text), prune_idempotency_keys(),
    partner_order_ids(text[], timestamptz, timestamptz, timestamptz, timestamptz, text, text, bigint, int)
    TO bakehouse_runtime;
