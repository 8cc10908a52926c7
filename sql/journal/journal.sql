-- The letters "BKHS": says that the file is one of ours.
-- name: journal_mark_application
PRAGMA application_id = 1112229971

-- name: journal_application
PRAGMA application_id

-- name: journal_mark_format
PRAGMA user_version = 1

-- An older release does not know that entries may be missing at the beginning, and refuses this.
-- name: journal_mark_pruned
PRAGMA user_version = 2

-- name: journal_format
PRAGMA user_version

-- Below the size that is set aside for the log, see journal_file.cpp.
-- name: journal_autocheckpoint
PRAGMA wal_autocheckpoint = 1000

-- name: journal_till
SELECT uuid, number, prefix, acknowledged FROM till WHERE only_row = 1

-- name: journal_register
UPDATE till SET number = ?, prefix = ? WHERE only_row = 1

-- name: journal_acknowledge
UPDATE till SET acknowledged = ? WHERE only_row = 1

-- name: journal_touch
UPDATE till SET acknowledged = acknowledged WHERE only_row = 1

-- name: journal_entry_insert
INSERT INTO entries (seq, uuid, kind, bytes, prev, hash, till) VALUES (?, ?, ?, ?, ?, ?, ?)

-- name: journal_entry_of_uuid
SELECT seq, uuid, kind, bytes, prev, hash, till FROM entries WHERE uuid = ?

-- name: journal_entries_after
SELECT seq, uuid, kind, bytes, prev, hash, till FROM entries WHERE seq > ? ORDER BY seq LIMIT ?

-- The last entry and the one before it.
-- name: journal_last_entries
SELECT seq, uuid, kind, bytes, prev, hash, till FROM entries ORDER BY seq DESC LIMIT 2

-- name: journal_last_receipt
SELECT seq, uuid, kind, bytes, prev, hash, till FROM entries
WHERE kind IN ('sale', 'refund') ORDER BY seq DESC LIMIT 1

-- name: journal_receipts_before
SELECT seq, uuid, kind, bytes, prev, hash, till FROM entries
WHERE kind IN ('sale', 'refund') AND seq < ? ORDER BY seq DESC LIMIT ?

-- name: journal_receipt_from
SELECT seq, uuid, kind, bytes, prev, hash, till FROM entries
WHERE kind IN ('sale', 'refund') AND seq >= ? ORDER BY seq LIMIT 1

-- name: journal_cut
SELECT seq, hash, number FROM cut WHERE only_row = 1

-- name: journal_set_cut
INSERT INTO cut (only_row, seq, hash, number) VALUES (1, ?, ?, ?)
ON CONFLICT (only_row) DO UPDATE SET seq = excluded.seq, hash = excluded.hash, number = excluded.number

-- name: journal_drop_entries
DELETE FROM entries WHERE seq <= ?

-- Refunds whose bytes hold a text: the caller looks closer.
-- name: journal_refunds_naming
SELECT seq, uuid, kind, bytes, prev, hash, till FROM entries
WHERE kind = 'refund' AND instr(bytes, ?) > 0 ORDER BY seq

-- A paid basket never comes back, whatever order the calls came in.
-- name: journal_basket_save
INSERT INTO baskets (uuid, content)
SELECT basket.uuid, basket.content FROM (SELECT ? AS uuid, ? AS content) AS basket
WHERE NOT EXISTS (SELECT 1 FROM entries WHERE entries.uuid = basket.uuid)
ON CONFLICT (uuid) DO UPDATE SET content = excluded.content

-- name: journal_basket_drop
DELETE FROM baskets WHERE uuid = ?

-- UUIDs of version 7: the oldest basket first.
-- name: journal_baskets
SELECT content FROM baskets ORDER BY uuid

-- Reads one moment of the journal and writes it, without gaps, into a file that must not exist.
-- name: journal_copy
VACUUM INTO ?
