-- Jobs that ended together are reported together, in one commit. An index is read in its own order, so that two programs
-- that report overlapping jobs never wait for each other in a ring.
SET LOCAL ROLE bakehouse_owner;
SET LOCAL search_path = bakehouse, pg_temp;

DROP FUNCTION complete_job(bigint, int);

-- Those whose lease was lost to another worker come back; they stay.
CREATE FUNCTION complete_jobs(p_ids bigint[], p_attempts int[]) RETURNS SETOF bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = bakehouse, pg_temp
SET jit = off SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    v_gone bigint[];
BEGIN
    WITH gone AS (
        DELETE FROM jobs j
         WHERE j.id = ANY (p_ids) AND j.attempts = p_attempts[array_position(p_ids, j.id)]
        RETURNING j.id)
    SELECT array_agg(g.id) INTO v_gone FROM gone g;
    RETURN QUERY SELECT u.id FROM unnest(p_ids) AS u (id) WHERE u.id <> ALL (coalesce(v_gone, '{}'));
END $$;

GRANT EXECUTE ON FUNCTION complete_jobs(bigint[], int[]) TO bakehouse_runtime;
