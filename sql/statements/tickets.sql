-- name: tickets_claim
SELECT public_id FROM bakehouse.claim_tickets($1::int, $2::uuid);

-- name: ticket_claim
SELECT bakehouse.claim_ticket($1::bigint, $2::uuid);

-- name: ticket_note
SELECT bakehouse.note_ticket($1::bigint, $2::uuid, $3::text);

-- name: tickets_open
SELECT public_id, state, prints FROM bakehouse.open_tickets;
