-- Asked by the program about its private cluster, over a connection of its own.

-- name: cluster_identity
SELECT current_setting('data_directory') AS folder, pg_read_file('bakehouse.id', 0, 100, true) AS id

-- name: cluster_database_create
CREATE DATABASE bakehouse

-- name: cluster_counter_role
-- Whoever logs in under it works as the runtime role, which the first migration would make too.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'bakehouse_runtime') THEN
        CREATE ROLE bakehouse_runtime NOLOGIN;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'bakehouse_counter') THEN
        CREATE ROLE bakehouse_counter LOGIN;
    END IF;
    IF NOT pg_has_role('bakehouse_counter', 'bakehouse_runtime', 'MEMBER') THEN
        GRANT bakehouse_runtime TO bakehouse_counter;
    END IF;
END $$
