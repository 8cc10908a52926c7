-- How orders move on. Locks are taken in one order everywhere: the order's job, the order, stock by rising product.
SET LOCAL ROLE bakehouse_owner;
SET LOCAL search_path = bakehouse, pg_temp;

-- Locks an order for a change of state: its job first, as the worker does.
CREATE FUNCTION lock_order(p_public_id bigint, OUT o_id bigint, OUT o_state text, OUT o_source text, OUT o_till uuid,
                           OUT o_seq bigint, OUT o_business_day date)
LANGUAGE plpgsql AS $$
BEGIN
    SELECT o.id INTO o_id FROM orders o WHERE o.public_id = p_public_id;
    PERFORM FROM jobs j WHERE j.kind = 'order.advance' AND j.dedup_key = o_id::text FOR UPDATE;
    SELECT o.state, o.source, o.till, o.seq, o.business_day INTO o_state, o_source, o_till, o_seq, o_business_day
      FROM orders o WHERE o.id = o_id FOR NO KEY UPDATE;
END $$;

-- Writes the new state and its event. completed_at is when the documented status became final.
CREATE FUNCTION set_order_state(p_id bigint, p_state text, p_actor text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    UPDATE orders
       SET state = p_state, state_at = clock_timestamp(),
           completed_at = CASE WHEN p_state IN ('requested', 'confirmed', 'in_production') THEN NULL
                               ELSE coalesce(completed_at, clock_timestamp()) END
     WHERE id = p_id;
    INSERT INTO order_events (order_id, state, actor) VALUES (p_id, p_state, p_actor);
END $$;

CREATE FUNCTION drop_order_job(p_id bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM jobs WHERE kind = 'order.advance' AND dedup_key = p_id::text;
END $$;

-- Cancels an order that nobody has paid for, and gives its stock back.
CREATE FUNCTION cancel_order(p_public_id bigint, p_actor text, p_origin text)
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
    PERFORM pg_notify('bakehouse_catalogue', p_origin), pg_notify('bakehouse_orders', p_origin);
    RETURN QUERY
    UPDATE stock s SET on_hand = s.on_hand + w.quantity
      FROM (SELECT l.product_id, sum(l.quantity)::bigint AS quantity
              FROM order_lines l WHERE l.order_id = v.o_id GROUP BY l.product_id) AS w
     WHERE s.product_id = w.product_id
    RETURNING 'done', s.product_id::bigint, s.on_hand;
END $$;

-- A step by staff. Collected is reached by a receipt only; giving up an order is cancelling it.
CREATE FUNCTION advance_order(p_public_id bigint, p_to text, p_actor text, p_origin text)
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
    SELECT f.o_id, f.o_state INTO v FROM lock_order(p_public_id) AS f;
    IF v.o_id IS NULL THEN
        v_outcome := 'unknown';
    ELSIF p_to = 'collected'
          OR NOT EXISTS (SELECT FROM order_steps s WHERE s.from_state = v.o_state AND s.to_state = p_to) THEN
        v_outcome := 'not_allowed';
    ELSE
        PERFORM set_order_state(v.o_id, p_to, p_actor);
        IF p_to NOT IN ('confirmed', 'in_production') THEN
            PERFORM drop_order_job(v.o_id);
        END IF;
        PERFORM pg_notify('bakehouse_orders', p_origin);
    END IF;
    RETURN QUERY SELECT v_outcome, NULL::bigint, NULL::bigint;
END $$;

-- The automatic flow in one round trip and without a lease, since nothing happens outside the database:
-- confirmed → in production, due again p_min_ms…p_max_ms later → ready. What to do follows from the order's state, so a
-- job whose order went another way is just deleted. Rows 'started' and 'completed', then at most one 'next'.
CREATE FUNCTION advance_orders(p_limit int, p_min_ms int, p_max_ms int, p_origin text)
RETURNS TABLE (kind text, public_id bigint, wait_ms bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = bakehouse, pg_temp
SET jit = off SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
    v_due bigint[]; -- orders whose job we hold
    v_start bigint[];
    v_done bigint[];
BEGIN
    v_due := ARRAY (SELECT j.subject FROM jobs j
                     WHERE j.kind = 'order.advance' AND j.due_at <= clock_timestamp()
                     ORDER BY j.due_at LIMIT p_limit FOR UPDATE SKIP LOCKED);
    IF v_due <> '{}' THEN
        SELECT coalesce(array_agg(o.id) FILTER (WHERE o.state = 'confirmed'), '{}'),
               coalesce(array_agg(o.id) FILTER (WHERE o.state = 'in_production'), '{}')
          INTO v_start, v_done
          FROM (SELECT o.id, o.state FROM orders o WHERE o.id = ANY (v_due) ORDER BY o.id FOR NO KEY UPDATE) AS o;
        UPDATE jobs j
           SET due_at = clock_timestamp() + (p_min_ms + random() * (p_max_ms - p_min_ms)) * interval '1 ms'
         WHERE j.kind = 'order.advance' AND j.dedup_key = ANY (v_start::text[]);
        DELETE FROM jobs j
         WHERE j.kind = 'order.advance'
           AND j.dedup_key = ANY (ARRAY (SELECT u.id::text FROM unnest(v_due) AS u (id) WHERE u.id <> ALL (v_start)));
        IF v_start || v_done <> '{}' THEN
            INSERT INTO order_events (order_id, state, actor)
            SELECT u.id, 'in_production', 'worker' FROM unnest(v_start) AS u (id)
             UNION ALL
            SELECT u.id, 'ready', 'worker' FROM unnest(v_done) AS u (id);
            PERFORM pg_notify('bakehouse_orders', p_origin);
            RETURN QUERY
            UPDATE orders o
               SET state = CASE o.state WHEN 'confirmed' THEN 'in_production' ELSE 'ready' END,
                   state_at = clock_timestamp(),
                   completed_at = CASE o.state WHEN 'in_production' THEN clock_timestamp() END
             WHERE o.id = ANY (v_start || v_done)
            RETURNING CASE o.state WHEN 'ready' THEN 'completed' ELSE 'started' END, o.public_id, NULL::bigint;
        END IF;
    END IF;
    RETURN QUERY
    SELECT 'next', NULL::bigint,
           greatest(0, ceil(extract(epoch FROM j.due_at - clock_timestamp()) * 1000))::bigint
      FROM jobs j WHERE j.kind = 'order.advance' ORDER BY j.due_at LIMIT 1;
END $$;

GRANT EXECUTE ON FUNCTION cancel_order(bigint, text, text), advance_order(bigint, text, text, text),
    advance_orders(int, int, int, text) TO bakehouse_runtime;
