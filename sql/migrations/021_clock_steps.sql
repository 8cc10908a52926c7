-- A clock that ran ahead and is right again. What was put off by seconds under the wrong time falls due in days or years:
-- an order would stay in production, a lease would never end. And under the wrong time every key of a customer looks old.
SET LOCAL ROLE bakehouse_owner;
SET LOCAL search_path = bakehouse, pg_temp;

-- Makes due what can only wait because the clock went back, and says how many jobs that were: an order that entered its
-- state, or a job that was made, at a time still to come; a lease, or a wait after a failure, longer than any is. A minute
-- more or less is nobody's harm. Live leases may be among them: their workers have to expect to lose one.
CREATE FUNCTION mend_clock_steps(p_kinds text[], p_lease_ms bigint) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = bakehouse, pg_temp
SET jit = off SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    v_soon timestamptz := clock_timestamp() + interval '1 minute';
    v_ids bigint[];
BEGIN
    v_ids := ARRAY (
        SELECT j.id
          FROM unnest(p_kinds || 'order.advance'::text) AS k (kind)
         CROSS JOIN LATERAL (
            SELECT q.id FROM jobs q
             WHERE q.kind = k.kind AND q.due_at > v_soon
               AND (q.created_at > v_soon
                    OR q.locked_by IS NOT NULL AND q.due_at > v_soon + p_lease_ms * interval '1 ms'
                    OR q.locked_by IS NULL AND q.attempts > 0 AND q.due_at > v_soon + interval '15 minutes'
                    OR q.kind = 'order.advance'
                       AND EXISTS (SELECT FROM orders o WHERE o.id = q.subject AND o.state_at > v_soon))
               FOR UPDATE SKIP LOCKED) AS j);
    UPDATE jobs SET due_at = clock_timestamp() WHERE id = ANY (v_ids);
    RETURN cardinality(v_ids);
END $$;

-- Never the keys of the latest orders, whatever the clock says: their customers may still be asking again.
CREATE OR REPLACE FUNCTION prune_idempotency_keys() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = bakehouse, pg_temp AS $$
DECLARE
    v_kept CONSTANT int := 1000;
    v_count bigint;
BEGIN
    DELETE FROM idempotency_keys
     WHERE created_at < now() - interval '30 days'
       AND order_id <= (SELECT max(order_id) FROM idempotency_keys) - v_kept;
    GET DIAGNOSTICS v_count = ROW_COUNT;
    RETURN v_count;
END $$;

GRANT EXECUTE ON FUNCTION mend_clock_steps(text[], bigint) TO bakehouse_runtime;
