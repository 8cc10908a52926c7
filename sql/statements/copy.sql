-- Copying a shop's tables from one database to another, and proving that both hold the same.

-- name: copy_session
-- The tables stay locked while other programs copy them.
SELECT set_config('idle_in_transaction_session_timeout', '0', false);

-- name: copy_claim
-- One copy at a time in this database; also tells whether two addresses lead to one database.
SELECT pg_try_advisory_lock(7238113953);

-- name: copy_facts
SELECT current_setting('server_version_num')::int / 10000, pg_encoding_to_char(d.encoding), n.oid IS NOT NULL,
       coalesce(obj_description(n.oid, 'pg_namespace'), ''), pg_database_size(d.oid)
  FROM pg_database d
  LEFT JOIN pg_namespace n ON n.nspname = 'bakehouse'
 WHERE d.datname = current_database();

-- name: copy_roles
-- As the first migration has them. A login that makes a role since PostgreSQL 16 must still grant it to itself.
DO $$
DECLARE
    v_role text;
BEGIN
    FOREACH v_role IN ARRAY ARRAY['bakehouse_owner', 'bakehouse_runtime'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = v_role) THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN', v_role);
            EXECUTE format('GRANT %I TO %I', v_role, current_user);
        ELSIF NOT pg_has_role(current_user, v_role, 'MEMBER') THEN
            EXECUTE format('GRANT %I TO %I', v_role, current_user);
        END IF;
    END LOOP;
    -- A copy of one schema does not carry this one.
    ALTER DEFAULT PRIVILEGES FOR ROLE bakehouse_owner REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
END $$;

-- name: copy_owner
SET ROLE bakehouse_owner;

-- name: copy_login
SET ROLE NONE;

-- name: copy_freeze
-- Others may read, nobody may write until the transaction ends.
DO $$
DECLARE
    v_table name;
BEGIN
    FOR v_table IN SELECT relname FROM pg_class
                    WHERE relnamespace = 'bakehouse'::regnamespace AND relkind IN ('r', 'p') ORDER BY relname LOOP
        EXECUTE format('LOCK TABLE bakehouse.%I IN EXCLUSIVE MODE', v_table);
    END LOOP;
END $$;

-- name: copy_tables
SELECT relname::text FROM pg_class
 WHERE relnamespace = 'bakehouse'::regnamespace AND relkind IN ('r', 'p') ORDER BY 1;

-- name: copy_sequences
SELECT sequencename::text, coalesce(last_value, 0) FROM pg_sequences WHERE schemaname = 'bakehouse' ORDER BY 1;

-- name: copy_choose_table
SELECT set_config('bakehouse.copy_table', $1, false);

-- name: copy_sum
-- Sixty bits of each row's MD5 added up: the same in any order of rows and, unlike the server's own hashes, in every
-- version of it.
DO $$
DECLARE
    v_rows bigint;
    v_sum numeric;
BEGIN
    EXECUTE format('SELECT count(*), coalesce(sum((''x'' || left(md5(counted::text), 15))::bit(60)::bigint), 0)
                      FROM bakehouse.%I AS counted', current_setting('bakehouse.copy_table'))
       INTO v_rows, v_sum;
    PERFORM set_config('bakehouse.copy_sum', v_rows || ' ' || v_sum, false);
END $$;

-- name: copy_summed
SELECT split_part(current_setting('bakehouse.copy_sum'), ' ', 1)::bigint,
       split_part(current_setting('bakehouse.copy_sum'), ' ', 2);

-- name: copy_choose_note
SELECT set_config('bakehouse.copy_note', $1, false);

-- name: copy_note
-- What a database says about itself stands at its schema, so a copy carries it and every version can read it.
DO $$
BEGIN
    EXECUTE format('COMMENT ON SCHEMA bakehouse IS %L', nullif(current_setting('bakehouse.copy_note'), ''));
END $$;

-- name: copy_drop
DROP SCHEMA bakehouse CASCADE;

-- name: copy_set_aside
DO $$
DECLARE
    v_name text := to_char(clock_timestamp() AT TIME ZONE 'UTC', '"bakehouse_until_"YYYYMMDD_HH24MISS');
BEGIN
    EXECUTE format('ALTER SCHEMA bakehouse RENAME TO %I', v_name);
    PERFORM set_config('bakehouse.copy_aside', v_name, false);
END $$;

-- name: copy_aside
SELECT current_setting('bakehouse.copy_aside');

-- name: copy_bring_back
DO $$
DECLARE
    v_name text;
BEGIN
    SELECT max(nspname) INTO v_name FROM pg_namespace WHERE nspname ~ '^bakehouse_until_[0-9_]+$';
    IF v_name IS NOT NULL THEN
        EXECUTE format('ALTER SCHEMA %I RENAME TO bakehouse', v_name);
    END IF;
END $$;

-- name: copy_analyze
DO $$
DECLARE
    v_table name;
BEGIN
    FOR v_table IN SELECT relname FROM pg_class
                    WHERE relnamespace = 'bakehouse'::regnamespace AND relkind IN ('r', 'p') ORDER BY relname LOOP
        EXECUTE format('ANALYZE bakehouse.%I', v_table);
    END LOOP;
END $$;

-- name: upgrade_roles
-- Makes all roles but our own and what PostgreSQL brings, and who is a member of whom.
SELECT string_agg(s.line, ';' ORDER BY s.rank, s.line)
  FROM (SELECT 1 AS rank,
               format('CREATE ROLE %I WITH %s %s %s %s %s %s %s CONNECTION LIMIT %s%s%s', a.rolname,
                      CASE WHEN a.rolsuper THEN 'SUPERUSER' ELSE 'NOSUPERUSER' END,
                      CASE WHEN a.rolinherit THEN 'INHERIT' ELSE 'NOINHERIT' END,
                      CASE WHEN a.rolcreaterole THEN 'CREATEROLE' ELSE 'NOCREATEROLE' END,
                      CASE WHEN a.rolcreatedb THEN 'CREATEDB' ELSE 'NOCREATEDB' END,
                      CASE WHEN a.rolcanlogin THEN 'LOGIN' ELSE 'NOLOGIN' END,
                      CASE WHEN a.rolreplication THEN 'REPLICATION' ELSE 'NOREPLICATION' END,
                      CASE WHEN a.rolbypassrls THEN 'BYPASSRLS' ELSE 'NOBYPASSRLS' END, a.rolconnlimit,
                      coalesce(' PASSWORD ' || quote_literal(a.rolpassword), ''),
                      coalesce(' VALID UNTIL ' || quote_literal(a.rolvaliduntil::text), '')) AS line
          FROM pg_authid a WHERE a.rolname !~ '^pg_' AND a.rolname <> current_user
         UNION ALL
        SELECT DISTINCT 2, format('GRANT %I TO %I%s', g.rolname, m.rolname,
                                  CASE WHEN x.admin_option THEN ' WITH ADMIN OPTION' ELSE '' END)
          FROM pg_auth_members x
          JOIN pg_roles g ON g.oid = x.roleid
          JOIN pg_roles m ON m.oid = x.member
         WHERE m.rolname !~ '^pg_') AS s;

-- name: upgrade_others
-- Databases beside ours that somebody made in our cluster.
SELECT datname::text FROM pg_database
 WHERE NOT datistemplate AND datname NOT IN ('postgres', current_database()) ORDER BY 1;
