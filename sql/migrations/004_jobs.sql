-- The durable queue. A job waits until due_at; claiming it pushes due_at ahead by the lease, and `attempts` is the
-- fencing token: whoever holds an older one changes nothing. Done jobs are deleted; history belongs to what they did.
SET LOCAL ROLE bakehouse_owner;
SET LOCAL search_path = bakehouse, pg_temp;

CREATE TABLE jobs (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind text NOT NULL CHECK (kind <> ''),
    subject bigint NOT NULL,
    due_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    attempts smallint NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    max_attempts smallint NOT NULL DEFAULT 12 CHECK (max_attempts > 0),
    dedup_key text,
    locked_by text,
    last_error text,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    UNIQUE (kind, dedup_key)
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000,
        autovacuum_vacuum_cost_delay = 0, autovacuum_vacuum_insert_threshold = -1,
        autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 1000000);
CREATE INDEX jobs_due ON jobs (kind, due_at);

CREATE TABLE jobs_dead (
    id bigint PRIMARY KEY,
    kind text NOT NULL,
    subject bigint NOT NULL,
    due_at timestamptz NOT NULL,
    attempts smallint NOT NULL,
    max_attempts smallint NOT NULL,
    dedup_key text,
    locked_by text,
    last_error text,
    created_at timestamptz NOT NULL,
    died_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- Moves jobs to the dead letters.
CREATE FUNCTION bury_jobs(p_ids bigint[], p_error text) RETURNS void LANGUAGE sql AS $$
    WITH gone AS (
        DELETE FROM jobs WHERE id = ANY (p_ids)
        RETURNING id, kind, subject, due_at, attempts, max_attempts, dedup_key, locked_by, last_error, created_at)
    INSERT INTO jobs_dead (id, kind, subject, due_at, attempts, max_attempts, dedup_key, locked_by, last_error,
                           created_at)
    SELECT id, kind, subject, due_at, attempts, max_attempts, dedup_key, locked_by, coalesce(p_error, last_error),
           created_at
      FROM gone
$$;

-- Up to p_limit due jobs. "= ANY (ARRAY (…))" because UPDATE … FROM (… LIMIT) is planned as a scan of the whole table.
CREATE FUNCTION claim_jobs(p_worker text, p_kinds text[], p_limit int, p_lease_ms bigint)
RETURNS TABLE (id bigint, kind text, subject bigint, attempts smallint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = bakehouse, pg_temp
SET jit = off SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
    v_due bigint[];
    v_worn bigint[];
BEGIN
    v_due := ARRAY (
        SELECT q.id
          FROM unnest(p_kinds) AS k (kind)
         CROSS JOIN LATERAL (SELECT j.id, j.due_at FROM jobs j
                              WHERE j.kind = k.kind AND j.due_at <= clock_timestamp()
                              ORDER BY j.due_at LIMIT p_limit FOR UPDATE SKIP LOCKED) AS q
         ORDER BY q.due_at LIMIT p_limit);
    -- Claimed often enough without an end, by workers that died of it perhaps.
    v_worn := ARRAY (SELECT j.id FROM jobs j WHERE j.id = ANY (v_due) AND j.attempts >= j.max_attempts);
    IF v_worn <> '{}' THEN
        PERFORM bury_jobs(v_worn, 'claimed too often without an end');
    END IF;
    RETURN QUERY
    UPDATE jobs j
       SET due_at = clock_timestamp() + p_lease_ms * interval '1 ms', attempts = j.attempts + 1, locked_by = p_worker
     WHERE j.id = ANY (v_due)
    RETURNING j.id, j.kind, j.subject, j.attempts;
END $$;

CREATE FUNCTION complete_job(p_id bigint, p_attempts int) RETURNS bool
LANGUAGE plpgsql SECURITY DEFINER SET search_path = bakehouse, pg_temp AS $$
BEGIN
    DELETE FROM jobs WHERE id = p_id AND attempts = p_attempts;
    RETURN FOUND;
END $$;

-- Backoff min(2^n, 600) s, times 0.5 to 1.5 so that what failed together does not come back together.
CREATE FUNCTION fail_job(p_id bigint, p_attempts int, p_error text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = bakehouse, pg_temp AS $$
DECLARE
    v_max smallint;
BEGIN
    SELECT max_attempts INTO v_max FROM jobs WHERE id = p_id AND attempts = p_attempts FOR UPDATE;
    IF NOT FOUND THEN
        RETURN 'lost';
    END IF;
    IF p_attempts >= v_max THEN
        PERFORM bury_jobs(ARRAY[p_id], p_error);
        RETURN 'dead';
    END IF;
    UPDATE jobs
       SET due_at = clock_timestamp()
                    + least(600, power(2, least(p_attempts, 10))) * (0.5 + random()) * interval '1 s',
           locked_by = NULL, last_error = p_error
     WHERE id = p_id;
    RETURN 'retry';
END $$;

-- Gives claimed jobs back at a graceful stop; the attempt does not count.
CREATE FUNCTION release_jobs(p_ids bigint[], p_attempts int[]) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = bakehouse, pg_temp AS $$
DECLARE
    v_count int;
BEGIN
    UPDATE jobs j
       SET due_at = clock_timestamp(), attempts = j.attempts - 1, locked_by = NULL
      FROM unnest(p_ids, p_attempts) AS u (id, attempts)
     WHERE j.id = u.id AND j.attempts = u.attempts AND j.attempts > 0;
    GET DIAGNOSTICS v_count = ROW_COUNT;
    RETURN v_count;
END $$;

-- False when a live job of this kind and key exists.
CREATE FUNCTION enqueue_job(p_kind text, p_subject bigint, p_dedup text, p_max int, p_delay_ms bigint) RETURNS bool
LANGUAGE plpgsql SECURITY DEFINER SET search_path = bakehouse, pg_temp AS $$
BEGIN
    INSERT INTO jobs (kind, subject, dedup_key, max_attempts, due_at)
    VALUES (p_kind, p_subject, p_dedup, p_max, clock_timestamp() + p_delay_ms * interval '1 ms')
    ON CONFLICT (kind, dedup_key) DO NOTHING;
    RETURN FOUND;
END $$;

-- Gives one dead letter, or all of them (null), a new life.
CREATE FUNCTION retry_dead_job(p_id bigint) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = bakehouse, pg_temp AS $$
DECLARE
    v_count int;
BEGIN
    WITH raised AS (
        DELETE FROM jobs_dead WHERE p_id IS NULL OR id = p_id
        RETURNING kind, subject, max_attempts, dedup_key, last_error, created_at)
    INSERT INTO jobs (kind, subject, max_attempts, dedup_key, last_error, created_at)
    SELECT kind, subject, max_attempts, dedup_key, last_error, created_at FROM raised
    ON CONFLICT (kind, dedup_key) DO NOTHING;
    GET DIAGNOSTICS v_count = ROW_COUNT;
    RETURN v_count;
END $$;

CREATE FUNCTION prune_idempotency_keys() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = bakehouse, pg_temp AS $$
DECLARE
    v_count bigint;
BEGIN
    DELETE FROM idempotency_keys WHERE created_at < now() - interval '30 days';
    GET DIAGNOSTICS v_count = ROW_COUNT;
    RETURN v_count;
END $$;

GRANT EXECUTE ON FUNCTION claim_jobs(text, text[], int, bigint), complete_job(bigint, int), fail_job(bigint, int, text),
    release_jobs(bigint[], int[]), enqueue_job(text, bigint, text, int, bigint), retry_dead_job(bigint),
    prune_idempotency_keys() TO bakehouse_runtime;
