-- Whoever follows an order hears of each of its steps. A notification of bakehouse_orders names who did it and the orders
-- that moved: "ORIGIN" when there are new orders only, which nobody can follow yet; "ORIGIN ID,ID…"; "ORIGIN *" when
-- there are too many to name. A receipt names nobody ("-"), for the till that recorded it is not told either which
-- orders were paid. A hint, never data: everybody may notify.
SET LOCAL ROLE bakehouse_owner;
SET LOCAL search_path = bakehouse, pg_temp;

-- A payload may have 8,000 bytes; an id has up to 16 digits.
CREATE FUNCTION tell_of_orders(p_origin text, p_public_ids bigint[]) RETURNS void LANGUAGE sql AS $$
    SELECT pg_notify('bakehouse_orders',
                     p_origin || ' ' || CASE WHEN cardinality(p_public_ids) <= 400
                                             THEN array_to_string(p_public_ids, ',') ELSE '*' END)
$$;

-- The states that orders came into, oldest first, for those who follow them; closed when the public view is. Not in
-- plpgsql and not inlined: each call is planned for the tables as they are.
CREATE FUNCTION order_moves(p_public_ids bigint[])
RETURNS TABLE (public_id bigint, pickup_code text, state text, at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = bakehouse, pg_temp SET jit = off SET enable_seqscan = off AS $$
    SELECT o.public_id, o.pickup_code, e.state, e.at
      FROM orders o
      JOIN order_events e ON e.order_id = o.id
     WHERE o.public_id = ANY (p_public_ids) AND (o.completed_at IS NULL OR o.completed_at > now() - interval '30 days')
     ORDER BY o.id, e.id
$$;
GRANT EXECUTE ON FUNCTION order_moves(bigint[]) TO bakehouse_runtime;

-- Writes the new state and its event, both of the same moment. completed_at is when the documented status became final.
CREATE OR REPLACE FUNCTION set_order_state(p_id bigint, p_state text, p_actor text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    v_at timestamptz := clock_timestamp();
BEGIN
    UPDATE orders
       SET state = p_state, state_at = v_at,
           completed_at = CASE WHEN p_state IN ('requested', 'confirmed', 'in_production') THEN NULL
                               ELSE coalesce(completed_at, v_at) END
     WHERE id = p_id;
    INSERT INTO order_events (order_id, state, actor, at) VALUES (p_id, p_state, p_actor, v_at);
END $$;

-- Cancels an order that nobody has paid for, and gives its stock back.
CREATE OR REPLACE FUNCTION cancel_order(p_public_id bigint, p_actor text, p_origin text)
RETURNS TABLE (outcome text, product bigint, on_hand bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = bakehouse, pg_temp AS $$
#variable_conflict use_column
DECLARE
    v record;
BEGIN
    SELECT f.o_id, f.o_state, f.o_till, f.o_business_day INTO v FROM lock_order(p_public_id) AS f;
    IF v.o_id IS NULL THEN
        RETURN QUERY SELECT 'unknown', NULL::bigint, NULL::bigint;
        RETURN;
    END IF;
    -- Paid for means that a receipt took the stock: only a refund gives that back.
    IF v.o_till IS NOT NULL
       OR NOT EXISTS (SELECT FROM order_steps s WHERE s.from_state = v.o_state AND s.to_state = 'cancelled') THEN
        RETURN QUERY SELECT 'not_allowed', NULL::bigint, NULL::bigint;
        RETURN;
    END IF;
    PERFORM FROM stock s
      WHERE s.product_id IN (SELECT l.product_id FROM order_lines l WHERE l.order_id = v.o_id)
      ORDER BY s.product_id FOR NO KEY UPDATE;
    INSERT INTO stock_movements (product_id, quantity, kind, business_day, order_id)
    SELECT l.product_id, l.quantity, 'cancel', v.o_business_day, v.o_id
      FROM order_lines l WHERE l.order_id = v.o_id ORDER BY l.line_no;
    PERFORM set_order_state(v.o_id, 'cancelled', p_actor), drop_order_job(v.o_id);
    PERFORM pg_notify('bakehouse_catalogue', p_origin), tell_of_orders(p_origin, ARRAY[p_public_id]);
    RETURN QUERY
    UPDATE stock s SET on_hand = s.on_hand + w.quantity
      FROM (SELECT l.product_id, sum(l.quantity)::bigint AS quantity
              FROM order_lines l WHERE l.order_id = v.o_id GROUP BY l.product_id) AS w
     WHERE s.product_id = w.product_id
    RETURNING 'done', s.product_id::bigint, s.on_hand;
END $$;

-- A step by staff. Collected needs a receipt: the one that comes by the till, or the one that the order has.
CREATE OR REPLACE FUNCTION advance_order(p_public_id bigint, p_to text, p_actor text, p_origin text)
RETURNS TABLE (outcome text, product bigint, on_hand bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = bakehouse, pg_temp AS $$
#variable_conflict use_column
DECLARE
    v record;
    v_outcome text := 'done';
BEGIN
    IF p_to = 'cancelled' THEN
        RETURN QUERY SELECT f.outcome, f.product, f.on_hand FROM cancel_order(p_public_id, p_actor, p_origin) AS f;
        RETURN;
    END IF;
    SELECT f.o_id, f.o_state, f.o_till INTO v FROM lock_order(p_public_id) AS f;
    IF v.o_id IS NULL THEN
        v_outcome := 'unknown';
    ELSIF (p_to = 'collected' AND v.o_till IS NULL)
          OR NOT EXISTS (SELECT FROM order_steps s WHERE s.from_state = v.o_state AND s.to_state = p_to) THEN
        v_outcome := 'not_allowed';
    ELSE
        PERFORM set_order_state(v.o_id, p_to, p_actor);
        IF p_to NOT IN ('confirmed', 'in_production') THEN
            PERFORM drop_order_job(v.o_id);
        END IF;
        PERFORM tell_of_orders(p_origin, ARRAY[p_public_id]);
    END IF;
    RETURN QUERY SELECT v_outcome, NULL::bigint, NULL::bigint;
END $$;

-- A receipt that pays for an order: the order is collected, its stock was taken when it was placed.
CREATE OR REPLACE FUNCTION collect_paid_order(p_till uuid, p_seq bigint, p_public_id bigint) RETURNS void
LANGUAGE plpgsql AS $$
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
    PERFORM set_order_state(v.o_id, 'collected', 'till'), drop_order_job(v.o_id),
            tell_of_orders('-', ARRAY[p_public_id]);
END $$;

-- The automatic flow in one round trip and without a lease, since nothing happens outside the database:
-- confirmed → in production, due again p_min_ms…p_max_ms later → ready. What to do follows from the order's state, so a
-- job whose order went another way is just deleted. Rows 'started' and 'completed', then at most one 'next'.
DROP FUNCTION advance_orders(int, int, int, text);
CREATE FUNCTION advance_orders(p_limit int, p_min_ms int, p_max_ms int, p_origin text)
RETURNS TABLE (kind text, public_id bigint, wait_ms bigint, moved_at timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = bakehouse, pg_temp
SET jit = off SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
    v_due bigint[]; -- orders whose job we hold
    v_start bigint[];
    v_done bigint[];
    v_moved bigint[]; -- public ids of both
    v_at timestamptz;
BEGIN
    v_due := ARRAY (SELECT j.subject FROM jobs j
                     WHERE j.kind = 'order.advance' AND j.due_at <= clock_timestamp()
                     ORDER BY j.due_at LIMIT p_limit FOR UPDATE SKIP LOCKED);
    IF v_due <> '{}' THEN
        SELECT coalesce(array_agg(o.id) FILTER (WHERE o.state = 'confirmed'), '{}'),
               coalesce(array_agg(o.id) FILTER (WHERE o.state = 'in_production'), '{}'),
               coalesce(array_agg(o.public_id) FILTER (WHERE o.state IN ('confirmed', 'in_production')), '{}')
          INTO v_start, v_done, v_moved
          FROM (SELECT o.id, o.state, o.public_id FROM orders o WHERE o.id = ANY (v_due) ORDER BY o.id FOR NO KEY UPDATE) AS o;
        UPDATE jobs j
           SET due_at = clock_timestamp() + (p_min_ms + random() * (p_max_ms - p_min_ms)) * interval '1 ms'
         WHERE j.kind = 'order.advance' AND j.dedup_key = ANY (v_start::text[]);
        DELETE FROM jobs j
         WHERE j.kind = 'order.advance'
           AND j.dedup_key = ANY (ARRAY (SELECT u.id::text FROM unnest(v_due) AS u (id) WHERE u.id <> ALL (v_start)));
        IF v_start || v_done <> '{}' THEN
            v_at := clock_timestamp();
            INSERT INTO order_events (order_id, state, actor, at)
            SELECT u.id, 'in_production', 'worker', v_at FROM unnest(v_start) AS u (id)
             UNION ALL
            SELECT u.id, 'ready', 'worker', v_at FROM unnest(v_done) AS u (id);
            PERFORM tell_of_orders(p_origin, v_moved);
            RETURN QUERY
            UPDATE orders o
               SET state = CASE o.state WHEN 'confirmed' THEN 'in_production' ELSE 'ready' END, state_at = v_at,
                   completed_at = CASE o.state WHEN 'in_production' THEN v_at END
             WHERE o.id = ANY (v_start || v_done)
            RETURNING CASE o.state WHEN 'ready' THEN 'completed' ELSE 'started' END, o.public_id, NULL::bigint, v_at;
        END IF;
    END IF;
    RETURN QUERY
    SELECT 'next', NULL::bigint,
           greatest(0, ceil(extract(epoch FROM j.due_at - clock_timestamp()) * 1000))::bigint, NULL::timestamptz
      FROM jobs j WHERE j.kind = 'order.advance' ORDER BY j.due_at LIMIT 1;
END $$;

GRANT EXECUTE ON FUNCTION advance_orders(int, int, int, text) TO bakehouse_runtime;
