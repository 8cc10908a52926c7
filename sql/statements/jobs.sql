-- name: orders_advance
SELECT kind, public_id, wait_ms FROM bakehouse.advance_orders($1::int, $2::int, $3::int, $4::text);

-- name: jobs_claim
SELECT id, kind, subject, attempts FROM bakehouse.claim_jobs($1::text, $2::text[], $3::int, $4::bigint);

-- name: job_complete
SELECT bakehouse.complete_job($1::bigint, $2::int);

-- name: job_fail
SELECT bakehouse.fail_job($1::bigint, $2::int, $3::text);

-- name: jobs_release
SELECT bakehouse.release_jobs($1::bigint[], $2::int[]);

-- name: job_enqueue
SELECT bakehouse.enqueue_job($1::text, $2::bigint, $3::text, $4::int, $5::bigint);

-- name: idempotency_keys_prune
SELECT bakehouse.prune_idempotency_keys();
