-- name: audit_ping
SELECT 1;

-- name: audit_status
SELECT server_version, database_name, size_bytes, schema_version, jobs_waiting, oldest_job_ms, jobs_dead, orders,
       open_orders, receipts, discrepancies, products
  FROM bakehouse.database_status();

-- name: audit_plan
SELECT part, till, first, last FROM bakehouse.verify_plan();

-- name: audit_piece
SELECT topic, till, subject, sentence, bad
  FROM bakehouse.verify_piece($1::text, $2::uuid, $3::bigint, $4::bigint);

-- Whether pages carry checksums, and how many did not fit theirs since the server's figures began.
-- name: audit_checksums
SELECT current_setting('data_checksums'), coalesce((SELECT checksum_failures FROM pg_stat_database
                                                     WHERE datname = current_database()), 0);

-- name: audit_heads
SELECT id, head_seq, head_hash FROM bakehouse.tills ORDER BY number;

-- name: audit_entry_hash
SELECT hash FROM bakehouse.entries WHERE till = $1::uuid AND seq = $2::bigint;

-- name: audit_receipts
SELECT till, seq, number, uuid, source_key, total_minor, business_day
  FROM bakehouse.receipts
 WHERE (till, seq) > ($1::uuid, $2::bigint)
 ORDER BY till, seq
 LIMIT $3::int;

-- name: audit_orders
SELECT o.id, o.public_id, o.source, o.state, o.total_minor, o.business_day, o.placed_at, encode(k.key_hash, 'hex')
  FROM bakehouse.orders o
  LEFT JOIN bakehouse.idempotency_keys k ON k.order_id = o.id
 WHERE o.id > $1::bigint
 ORDER BY o.id
 LIMIT $2::int;

-- name: audit_takings
SELECT count(*), coalesce(sum(r.total_minor), 0),
       (SELECT count(*) FROM bakehouse.receipt_lines l WHERE l.till = $1::uuid)
  FROM bakehouse.receipts r
 WHERE r.till = $1::uuid;

-- name: audit_takings_vat
SELECT rate_bp, sum(gross_minor), sum(vat_minor), sum(net_minor)
  FROM bakehouse.receipt_vat
 WHERE till = $1::uuid
 GROUP BY rate_bp
 ORDER BY rate_bp;

-- name: audit_sales_by_hour
SELECT hour, product_id, pieces FROM bakehouse.sales_by_hour($1::date, $2::text);

-- name: audit_figures
-- Receipts of a till have no gap in their numbers, so its last one says how many there are.
SELECT 'orders', s.state, coalesce(o.count, 0), 0, 0, 0, 0, 0
  FROM bakehouse.order_states s
  LEFT JOIN (SELECT state, count(*) FROM bakehouse.orders WHERE open GROUP BY state) AS o ON o.state = s.state
 WHERE s.open
 UNION ALL
SELECT 'receipts', '', coalesce(sum((SELECT r.number FROM bakehouse.receipts r
                                      WHERE r.till = t.id ORDER BY r.seq DESC LIMIT 1)), 0)::bigint, 0, 0, 0, 0, 0
  FROM bakehouse.tills t
 UNION ALL
SELECT 'queue', q.kind, q.due, q.scheduled, q.running, q.dead, q.oldest_ms, q.overdue_ms
  FROM bakehouse.queue_figures q
 ORDER BY 1, 2;
