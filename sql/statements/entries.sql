-- name: till_register
SELECT number, prefix FROM bakehouse.register_till($1::uuid, $2::text, $3::int);

-- name: till_head
SELECT seq, hash FROM bakehouse.till_head($1::uuid);

-- Of whichever till printed it; the newest, should two have had one prefix.
-- name: entry_of_receipt
SELECT e.till, e.seq, e.uuid, e.kind, e.bytes, e.prev, e.hash
  FROM bakehouse.receipts r
  JOIN bakehouse.entries e ON e.till = r.till AND e.seq = r.seq
 WHERE r.number = $2::bigint AND r.prefix = $1::text
 ORDER BY r.sold_at DESC
 LIMIT 1;

-- name: entry_of_uuid
SELECT till, seq, uuid, kind, bytes, prev, hash FROM bakehouse.entries WHERE uuid = $1::uuid;

-- name: entries_refunding
SELECT e.till, e.seq, e.uuid, e.kind, e.bytes, e.prev, e.hash
  FROM bakehouse.receipts r
  JOIN bakehouse.entries e ON e.till = r.till AND e.seq = r.seq
 WHERE r.original_uuid = $1::uuid
 ORDER BY r.till, r.seq;

-- name: entries_record
SELECT outcome, seq, hash, product, on_hand
  FROM bakehouse.record_entries($1::uuid, $2::bigint, $3::uuid[], $4::text[], $5::bytea[], $6::bytea[], $7::text);
