-- Keys of partners to the API. Of a secret only its SHA-256 is here; a key that was revoked stays, so that what it did
-- can still be told.
SET LOCAL ROLE bakehouse_owner;
SET LOCAL search_path = bakehouse, pg_temp;

CREATE TABLE api_keys (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL CHECK (name <> '' AND length(name) <= 100),
    secret_hash bytea NOT NULL UNIQUE CHECK (length(secret_hash) = 32),
    scopes text[] NOT NULL CHECK (scopes <@ ARRAY['goods.read', 'goods.write', 'orders.read', 'orders.write']),
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz CHECK (expires_at > created_at),
    last_used_at timestamptz,
    revoked_at timestamptz
);
-- Two keys in use never share a name: a list would not tell them apart.
CREATE UNIQUE INDEX api_keys_name ON api_keys (name) WHERE revoked_at IS NULL;

CREATE VIEW api_keys_told AS
SELECT id, name, scopes, created_at, expires_at, last_used_at, revoked_at FROM api_keys;

-- The new key's id, or nothing when a key in use has that name.
CREATE FUNCTION add_api_key(p_name text, p_hash bytea, p_scopes text[], p_expires timestamptz) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = bakehouse, pg_temp AS $$
    INSERT INTO api_keys (name, secret_hash, scopes, expires_at) VALUES (p_name, p_hash, p_scopes, p_expires)
    ON CONFLICT (name) WHERE revoked_at IS NULL DO NOTHING
    RETURNING id
$$;

-- The key of a secret, if it may be used now. The last use is noted once a minute, so that reading stays reading.
CREATE FUNCTION use_api_key(p_hash bytea) RETURNS SETOF api_keys_told
LANGUAGE plpgsql SECURITY DEFINER SET search_path = bakehouse, pg_temp AS $$
DECLARE
    v_key api_keys;
BEGIN
    SELECT k.* INTO v_key FROM api_keys k
     WHERE k.secret_hash = p_hash AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now());
    IF NOT FOUND THEN
        RETURN;
    END IF;
    IF v_key.last_used_at IS NULL OR v_key.last_used_at < now() - interval '1 minute' THEN
        UPDATE api_keys k SET last_used_at = now() WHERE k.id = v_key.id;
    END IF;
    RETURN QUERY SELECT t.* FROM api_keys_told t WHERE t.id = v_key.id;
END $$;

-- False when there is no such key in use.
CREATE FUNCTION revoke_api_key(p_id bigint) RETURNS bool
LANGUAGE sql SECURITY DEFINER SET search_path = bakehouse, pg_temp AS $$
    WITH ended AS (UPDATE api_keys SET revoked_at = now() WHERE id = p_id AND revoked_at IS NULL RETURNING id)
    SELECT EXISTS (SELECT FROM ended)
$$;

REVOKE SELECT ON api_keys FROM bakehouse_runtime;
GRANT EXECUTE ON FUNCTION add_api_key(text, bytea, text[], timestamptz), use_api_key(bytea), revoke_api_key(bigint)
   TO bakehouse_runtime;
