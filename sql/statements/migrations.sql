-- name: migration_lock
-- One runner at a time in this database; the others wait and find the work done.
SELECT pg_advisory_xact_lock(7238113952);

-- name: migration_state
-- Asks the catalogue itself: to_regclass() is refused to a role that may not look into the schema yet.
SELECT EXISTS (SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = 'bakehouse' AND c.relname = 'schema_migrations'),
       EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'bakehouse_runtime' AND pg_has_role(current_user, oid, 'MEMBER')),
       (SELECT obj_description(oid, 'pg_namespace') FROM pg_namespace WHERE nspname = 'bakehouse');

-- name: migration_reader
SET LOCAL ROLE bakehouse_runtime;

-- name: migration_login
SET LOCAL ROLE NONE;

-- name: migration_applied
SELECT version, name, sha256 FROM bakehouse.schema_migrations ORDER BY version;

-- name: migration_database
-- The runtime role shall make no tables, temporary ones neither. Only a warning where the database is another's.
DO $$
BEGIN
    EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
END $$;

-- name: migration_owner
SET LOCAL ROLE bakehouse_owner;
SET LOCAL search_path = bakehouse, pg_temp;

-- name: migration_note
INSERT INTO bakehouse.schema_migrations (version, name, sha256) VALUES ($1, $2, $3);

-- name: migration_samples
SELECT bakehouse.seed_samples();
