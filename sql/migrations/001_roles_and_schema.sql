-- Two roles without a login: the owner migrates, the runtime calls functions and reads. Login roles are members of
-- both. Roles belong to the whole cluster, so two databases may be set up at the same moment.
DO $$
DECLARE
    v_role text;
BEGIN
    FOREACH v_role IN ARRAY ARRAY['bakehouse_owner', 'bakehouse_runtime'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = v_role) THEN
            BEGIN
                EXECUTE format('CREATE ROLE %I NOLOGIN', v_role);
            EXCEPTION WHEN duplicate_object OR unique_violation THEN
                NULL; -- another database of this cluster was quicker
            END;
        END IF;
        IF NOT pg_has_role(current_user, v_role, 'MEMBER') THEN
            EXECUTE format('GRANT %I TO %I', v_role, current_user);
        END IF;
    END LOOP;
END $$;

CREATE SCHEMA IF NOT EXISTS bakehouse AUTHORIZATION bakehouse_owner;

SET LOCAL ROLE bakehouse_owner;
SET LOCAL search_path = bakehouse, pg_temp;

GRANT USAGE ON SCHEMA bakehouse TO bakehouse_runtime;
-- Functions are open to everybody unless told otherwise; each one that the runtime may call is granted by name.
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
ALTER DEFAULT PRIVILEGES IN SCHEMA bakehouse GRANT SELECT ON TABLES TO bakehouse_runtime;

CREATE TABLE IF NOT EXISTS schema_migrations (
    version int PRIMARY KEY CHECK (version > 0),
    name text NOT NULL,
    sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    applied_at timestamptz NOT NULL DEFAULT now()
);
GRANT SELECT ON schema_migrations TO bakehouse_runtime;
