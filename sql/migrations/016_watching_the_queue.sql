-- What is told of the queue: how long jobs waited and were worked on, what it holds, and a second life for dead ones.
SET LOCAL ROLE bakehouse_owner;
SET LOCAL search_path = bakehouse, pg_temp;

DROP FUNCTION claim_jobs(text, text[], int, bigint);

-- Up to p_limit due jobs, each with the time since it was due. "= ANY (ARRAY (…))" because UPDATE … FROM (… LIMIT) is
-- planned as a scan of the whole table.
CREATE FUNCTION claim_jobs(p_worker text, p_kinds text[], p_limit int, p_lease_ms bigint)
RETURNS TABLE (id bigint, kind text, subject bigint, attempts smallint, waited_us bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = bakehouse, pg_temp
SET jit = off SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
    v_due bigint[];
    v_due_at timestamptz[];
    v_worn bigint[];
BEGIN
    SELECT coalesce(array_agg(due.id), '{}'), array_agg(due.due_at) INTO v_due, v_due_at
      FROM (SELECT q.id, q.due_at
              FROM unnest(p_kinds) AS k (kind)
             CROSS JOIN LATERAL (SELECT j.id, j.due_at FROM jobs j
                                  WHERE j.kind = k.kind AND j.due_at <= clock_timestamp()
                                  ORDER BY j.due_at LIMIT p_limit FOR UPDATE SKIP LOCKED) AS q
             ORDER BY q.due_at LIMIT p_limit) AS due;
    -- Claimed often enough without an end, by workers that died of it perhaps.
    v_worn := ARRAY (SELECT j.id FROM jobs j WHERE j.id = ANY (v_due) AND j.attempts >= j.max_attempts);
    IF v_worn <> '{}' THEN
        PERFORM bury_jobs(v_worn, 'claimed too often without an end');
    END IF;
    RETURN QUERY
    UPDATE jobs j
       SET due_at = clock_timestamp() + p_lease_ms * interval '1 ms', attempts = j.attempts + 1, locked_by = p_worker
     WHERE j.id = ANY (v_due)
    RETURNING j.id, j.kind, j.subject, j.attempts,
              (extract(epoch FROM clock_timestamp() - v_due_at[array_position(v_due, j.id)]) * 1000000)::bigint;
END $$;

-- advance_orders() and how long each order had been in the state that it left: a started one waited so long, a
-- completed one was made so long. The statement sees the orders as they were before the function that it calls.
CREATE FUNCTION advance_orders_timed(p_limit int, p_min_ms int, p_max_ms int, p_origin text)
RETURNS TABLE (kind text, public_id bigint, wait_ms bigint, moved_at timestamptz, in_state_us bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = bakehouse, pg_temp
SET jit = off SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT a.kind, a.public_id, a.wait_ms, a.moved_at,
           (SELECT (extract(epoch FROM a.moved_at - o.state_at) * 1000000)::bigint
              FROM orders o WHERE o.public_id = a.public_id)
      FROM advance_orders(p_limit, p_min_ms, p_max_ms, p_origin) AS a;
END $$;

-- What the queue holds, by kind. A claimed job is due again when its lease ends.
CREATE VIEW queue_figures AS
SELECT q.kind, sum(q.due)::bigint AS due, sum(q.scheduled)::bigint AS scheduled, sum(q.running)::bigint AS running,
       sum(q.dead)::bigint AS dead,
       coalesce(extract(epoch FROM now() - min(q.oldest_at)) * 1000, 0)::bigint AS oldest_ms,
       coalesce(extract(epoch FROM now() - min(q.due_since)) * 1000, 0)::bigint AS overdue_ms
  FROM (SELECT j.kind, count(*) FILTER (WHERE j.due_at <= now()) AS due,
               count(*) FILTER (WHERE j.due_at > now() AND j.locked_by IS NULL) AS scheduled,
               count(*) FILTER (WHERE j.due_at > now() AND j.locked_by IS NOT NULL) AS running, 0 AS dead,
               min(j.created_at) AS oldest_at, min(j.due_at) FILTER (WHERE j.due_at <= now()) AS due_since
          FROM jobs j GROUP BY j.kind
         UNION ALL
        SELECT d.kind, 0, 0, 0, count(*), NULL, NULL FROM jobs_dead d GROUP BY d.kind) AS q
 GROUP BY q.kind;

DROP FUNCTION retry_dead_job(bigint);

-- Gives dead letters (null: all of them) a new life under their old numbers: due now, no attempt counted. Workers are
-- told. Outcomes: 'retried'; 'alive' = a live job does the same, the letter stays. If one is 'unknown', only those that
-- are come back and nothing has changed.
CREATE FUNCTION retry_dead_jobs(p_ids bigint[], p_origin text)
RETURNS TABLE (id bigint, kind text, outcome text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = bakehouse, pg_temp AS $$
#variable_conflict use_column
BEGIN
    PERFORM FROM jobs_dead d WHERE p_ids IS NULL OR d.id = ANY (p_ids) ORDER BY d.id FOR UPDATE;
    RETURN QUERY
    SELECT DISTINCT u.id, '', 'unknown' FROM unnest(p_ids) AS u (id)
     WHERE NOT EXISTS (SELECT FROM jobs_dead d WHERE d.id = u.id) ORDER BY 1;
    IF FOUND THEN
        RETURN;
    END IF;
    RETURN QUERY
    WITH raised AS (
        INSERT INTO jobs (id, kind, subject, max_attempts, dedup_key, last_error, created_at)
        OVERRIDING SYSTEM VALUE
        SELECT d.id, d.kind, d.subject, d.max_attempts, d.dedup_key, d.last_error, d.created_at
          FROM jobs_dead d WHERE p_ids IS NULL OR d.id = ANY (p_ids) ORDER BY d.id
        ON CONFLICT (kind, dedup_key) DO NOTHING
        RETURNING jobs.id),
    gone AS (
        DELETE FROM jobs_dead d USING raised r WHERE d.id = r.id RETURNING d.id)
    SELECT d.id, d.kind, CASE WHEN g.id IS NULL THEN 'alive' ELSE 'retried' END
      FROM jobs_dead d
      LEFT JOIN gone g ON g.id = d.id
     WHERE p_ids IS NULL OR d.id = ANY (p_ids) ORDER BY d.id;
    PERFORM pg_notify('bakehouse_jobs', p_origin);
END $$;

GRANT EXECUTE ON FUNCTION claim_jobs(text, text[], int, bigint), advance_orders_timed(int, int, int, text),
    retry_dead_jobs(bigint[], text) TO bakehouse_runtime;
