-- Asked about the server's write-ahead log and for a restore to a point in time, as the role that logs in.

-- name: wal_position
SELECT c.system_identifier::text, pg_wal_lsn_diff(pg_current_wal_flush_lsn(), '0/0')::bigint,
       (SELECT max(pg_wal_lsn_diff(r.write_lsn, '0/0'))::bigint
          FROM pg_stat_replication r
         WHERE r.application_name = $1::text AND r.state = 'streaming'),
       pg_size_bytes(current_setting('wal_segment_size'))
  FROM pg_control_system() AS c;

-- name: wal_till_heads
SELECT id, head_seq FROM bakehouse.tills ORDER BY number;

-- name: history_tills
SELECT id, number, prefix, head_seq FROM bakehouse.tills ORDER BY number;

-- name: history_entries
SELECT till, seq, uuid, kind, bytes, prev, hash
  FROM bakehouse.entries
 WHERE till = $1::uuid AND seq > $2::bigint
 ORDER BY seq
 LIMIT $3::int;
