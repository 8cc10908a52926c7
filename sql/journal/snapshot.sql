-- The last catalogue, in parts: goods change rarely, stock often.

-- name: snapshot_mark_format
PRAGMA user_version = 3

-- name: snapshot_format
PRAGMA user_version

-- name: snapshot_make_parts
CREATE TABLE IF NOT EXISTS parts (
    name TEXT PRIMARY KEY,
    content BLOB NOT NULL,
    sha256 BLOB NOT NULL
) STRICT

-- name: snapshot_save_part
INSERT INTO parts (name, content, sha256) VALUES (?, ?, ?)
ON CONFLICT (name) DO UPDATE SET content = excluded.content, sha256 = excluded.sha256

-- name: snapshot_part
SELECT content, sha256 FROM parts WHERE name = ?
