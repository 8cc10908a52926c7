-- The journal of one till. Strict tables, so that a value cannot change its type unseen.

-- name: journal_make_till
CREATE TABLE till (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    uuid BLOB NOT NULL CHECK (length(uuid) = 16),
    number INTEGER NOT NULL DEFAULT 0 CHECK (number >= 0),
    prefix TEXT NOT NULL DEFAULT '',
    acknowledged INTEGER NOT NULL DEFAULT 0 CHECK (acknowledged >= 0)
) STRICT

-- name: journal_make_entries
CREATE TABLE entries (
    seq INTEGER PRIMARY KEY CHECK (seq > 0),
    uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
    kind TEXT NOT NULL,
    bytes BLOB NOT NULL,
    prev BLOB NOT NULL CHECK (length(prev) = 32),
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    till BLOB NOT NULL CHECK (length(till) = 16)
) STRICT

-- Refunds are few; with this index the question "what was given back?" reads only them.
-- name: journal_make_refund_index
CREATE INDEX entries_refunds ON entries (seq) WHERE kind = 'refund'

-- name: journal_make_baskets
CREATE TABLE baskets (
    uuid BLOB PRIMARY KEY CHECK (length(uuid) = 16),
    content BLOB NOT NULL
) STRICT

-- name: journal_insert_till
INSERT INTO till (only_row, uuid) VALUES (1, ?)

-- Where a pruned journal begins: the last entry that is gone. Only pruned journals have it, and their own format.
-- name: journal_make_cut
CREATE TABLE IF NOT EXISTS cut (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    seq INTEGER NOT NULL CHECK (seq > 0),
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    number INTEGER NOT NULL CHECK (number >= 0)
) STRICT
