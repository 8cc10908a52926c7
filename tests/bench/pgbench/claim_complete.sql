SELECT id AS job, attempts FROM bakehouse.claim_jobs('pgbench', '{bench}', 1, 10000) \gset
SELECT bakehouse.complete_job(:job, :attempts);
