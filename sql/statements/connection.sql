-- name: connection_settings
SELECT set_config('statement_timeout', $1, false),
       set_config('lock_timeout', $2, false),
       set_config('idle_in_transaction_session_timeout', '15000', false),
       -- A client that shut its socket has given up: its statement ends within a second. 0 where the server's
       -- system cannot tell.
       set_config('client_connection_check_interval', CASE WHEN version() ~ 'linux' THEN '1000' ELSE '0' END, false),
       set_config('timezone', 'UTC', false),
       set_config('datestyle', 'ISO, YMD', false),
       set_config('bytea_output', 'hex', false),
       set_config('search_path', 'bakehouse, pg_temp', false);

-- name: connection_schema
-- Asks the catalogue itself: to_regclass() is refused to a role that may not look into the schema yet.
-- Whoever may be the owner, or the runtime role, works as the runtime role.
SELECT EXISTS (SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = 'bakehouse' AND c.relname = 'schema_migrations'),
       EXISTS (SELECT 1 FROM pg_roles
                WHERE rolname IN ('bakehouse_owner', 'bakehouse_runtime') AND pg_has_role(current_user, oid, 'MEMBER')),
       (SELECT obj_description(oid, 'pg_namespace') FROM pg_namespace WHERE nspname = 'bakehouse');

-- name: connection_schema_version
SELECT coalesce(max(version), 0) FROM bakehouse.schema_migrations;

-- name: connection_runtime_role
SET ROLE bakehouse_runtime;

-- name: connection_ping
SELECT 1;

-- name: transaction_begin
BEGIN;

-- name: transaction_commit
COMMIT;

-- name: transaction_rollback
ROLLBACK;

-- name: notifier_listen
LISTEN "%1";
