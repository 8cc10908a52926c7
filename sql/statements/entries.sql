-- name: till_register
SELECT number, prefix FROM bakehouse.register_till($1::uuid, $2::text, $3::int);

-- name: till_head
SELECT seq, hash FROM bakehouse.till_head($1::uuid);

-- name: entries_record
SELECT outcome, seq, hash, product, on_hand
  FROM bakehouse.record_entries($1::uuid, $2::bigint, $3::uuid[], $4::text[], $5::bytea[], $6::bytea[], $7::text);
