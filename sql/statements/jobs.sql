-- name: orders_advance
SELECT kind, public_id, wait_ms, moved_at, in_state_us
  FROM bakehouse.advance_orders_timed($1::int, $2::int, $3::int, $4::text);

-- name: orders_tell_due
SELECT bakehouse.tell_due_order($1::bigint);

-- name: jobs_claim
SELECT id, kind, subject, attempts, waited_us FROM bakehouse.claim_jobs($1::text, $2::text[], $3::int, $4::bigint);

-- name: jobs_complete
SELECT * FROM bakehouse.complete_jobs($1::bigint[], $2::int[]);

-- name: job_fail
SELECT bakehouse.fail_job($1::bigint, $2::int, $3::text);

-- name: jobs_release
SELECT bakehouse.release_jobs($1::bigint[], $2::int[]);

-- name: job_enqueue
SELECT bakehouse.enqueue_job($1::text, $2::bigint, $3::text, $4::int, $5::bigint);

-- name: jobs_mend_clock_steps
SELECT bakehouse.mend_clock_steps($1::text[], $2::bigint);

-- name: idempotency_keys_prune
SELECT bakehouse.prune_idempotency_keys();

-- name: queue_kinds
SELECT kind, due, scheduled, running, dead, oldest_ms, overdue_ms FROM bakehouse.queue_figures ORDER BY kind;

-- name: queue_running
SELECT id, kind, locked_by, attempts, (extract(epoch FROM due_at - now()) * 1000)::bigint
  FROM bakehouse.jobs
 WHERE locked_by IS NOT NULL AND due_at > now()
 ORDER BY id LIMIT $1::int;

-- name: queue_dead
-- The latest first.
SELECT id, kind, subject, attempts, coalesce(last_error, ''), created_at, died_at
  FROM bakehouse.jobs_dead
 ORDER BY died_at DESC, id DESC LIMIT $1::int;

-- name: queue_retry
SELECT id, kind, outcome FROM bakehouse.retry_dead_jobs($1::bigint[], $2::text);
