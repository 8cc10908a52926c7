SELECT id AS job, attempts FROM bakehouse.claim_jobs('pgbench', '{bench}', 1, 10000) \gset
SELECT count(*) FROM bakehouse.complete_jobs(ARRAY[:job::bigint], ARRAY[:attempts::int]);
