-- What a backup reads of the database: one moment of it, held for pg_dump.

-- name: backup_begin
BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;

-- name: backup_hold
-- As the owner, who may read everything. The dump begins in this moment, however long it waits.
SET LOCAL ROLE bakehouse_owner;
SET LOCAL search_path = bakehouse, pg_temp;
SET LOCAL jit = off;
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;

-- name: backup_snapshot
SELECT pg_export_snapshot();

-- name: backup_tables
-- Each table with the count of its rows and a sum over their whole content that no order of them changes. The one
-- query that can name a table at run time and gives its answer to another is query_to_xml().
SELECT content.name, substring(content.answer FROM '<rows>([0-9]+)</rows>')::bigint,
       substring(content.answer FROM '<sum>(-?[0-9]+)</sum>')
  FROM (SELECT c.relname::text AS name,
               query_to_xml(format('SELECT count(*) AS rows, coalesce(sum(hashtextextended(whole::text, 0)::numeric), 0) '
                                   'AS sum FROM bakehouse.%I AS whole', c.relname), false, true, '')::text AS answer
          FROM pg_class c
         WHERE c.relnamespace = 'bakehouse'::regnamespace AND c.relkind = 'r' AND c.relpersistence = 'p') AS content
 ORDER BY content.name COLLATE "C";

-- name: backup_figures
SELECT (SELECT max(version) FROM bakehouse.schema_migrations),
       (SELECT count(*) FROM bakehouse.receipts), (SELECT coalesce(sum(total_minor), 0)::bigint FROM bakehouse.receipts),
       (SELECT count(*) FROM bakehouse.orders), (SELECT coalesce(sum(total_minor), 0)::bigint FROM bakehouse.orders),
       pg_database_size(current_database()), current_setting('server_version');

-- name: backup_heads
SELECT id, head_seq, head_hash FROM bakehouse.tills ORDER BY id;

-- name: restore_state
-- Whether the database holds a shop.
SELECT EXISTS (SELECT FROM pg_namespace WHERE nspname = 'bakehouse');

-- name: restore_clear
-- Step 1 made it a moment ago; the roles and what the database grants by itself stay.
DROP SCHEMA bakehouse CASCADE;

-- name: restore_analyze
ANALYZE;
