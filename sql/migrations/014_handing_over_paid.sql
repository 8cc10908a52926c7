-- A counter sale whose goods were still to be made is paid for already: its hand-over takes no further receipt.
SET LOCAL ROLE bakehouse_owner;
SET LOCAL search_path = bakehouse, pg_temp;

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
        PERFORM pg_notify('bakehouse_orders', p_origin);
    END IF;
    RETURN QUERY SELECT v_outcome, NULL::bigint, NULL::bigint;
END $$;
