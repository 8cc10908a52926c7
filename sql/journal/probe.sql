-- What the disk can do: one row a commit, nothing around it.

-- name: probe_make_rows
CREATE TABLE probe_rows (id INTEGER PRIMARY KEY, content BLOB NOT NULL)

-- name: probe_insert
INSERT INTO probe_rows (content) VALUES (?)
