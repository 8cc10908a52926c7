-- name: key_add
SELECT bakehouse.add_api_key($1::text, $2::bytea, $3::text[], $4::timestamptz);

-- name: key_use
SELECT id, name, scopes, created_at, expires_at, last_used_at, revoked_at FROM bakehouse.use_api_key($1::bytea);

-- name: keys_all
SELECT id, name, scopes, created_at, expires_at, last_used_at, revoked_at
  FROM bakehouse.api_keys_told ORDER BY id;

-- name: key_revoke
SELECT bakehouse.revoke_api_key($1::bigint);
