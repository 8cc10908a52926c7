-- Settings and transactions of a SQLite connection. A pragma acts when it is compiled, so these are never prepared.

-- name: sqlite_wal
PRAGMA journal_mode = WAL

-- Each commit is on the disk before it returns.
-- name: sqlite_synchronous_full
PRAGMA synchronous = FULL

-- A commit survives a killed program; a checkpoint or the next FULL commit brings it to the disk.
-- name: sqlite_synchronous_normal
PRAGMA synchronous = NORMAL

-- name: sqlite_cache_size
PRAGMA cache_size = -512

-- name: sqlite_quick_check
PRAGMA quick_check(1)

-- Indexes against their tables too.
-- name: sqlite_integrity_check
PRAGMA integrity_check(1)

-- Does what it can without waiting for readers: busy, pages in the log, pages brought to the file.
-- name: sqlite_checkpoint
PRAGMA wal_checkpoint(PASSIVE)

-- name: sqlite_begin
BEGIN IMMEDIATE

-- name: sqlite_begin_read
BEGIN

-- name: sqlite_commit
COMMIT

-- name: sqlite_rollback
ROLLBACK
