-- Prep tickets on paper: which order's ticket was printed, and by whom it is being printed. What a printer did cannot be
-- rolled back, so a ticket is claimed before it is printed and never taken again by itself: who dies in between leaves
-- it 'printing', and a person looks whether the paper is there.
SET LOCAL ROLE bakehouse_owner;
SET LOCAL search_path = bakehouse, pg_temp;

CREATE TABLE order_tickets (
    order_id bigint PRIMARY KEY,
    -- waiting: surely not printed, to be tried again; unsure: perhaps printed.
    state text NOT NULL CHECK (state IN ('printing', 'printed', 'waiting', 'unsure')),
    claim uuid NOT NULL, -- of the one who prints it, to fence off who came late
    claimed_at timestamptz NOT NULL DEFAULT now(),
    tries int NOT NULL DEFAULT 1 CHECK (tries > 0),
    next_try_at timestamptz NOT NULL DEFAULT now(),
    prints int NOT NULL DEFAULT 0 CHECK (prints >= 0) -- that came out, or may have
);

-- Claims up to p_limit tickets of orders that were accepted and not printed yet, the oldest first; an order for later
-- once it is due. Orders older than a day had their time. Asked again under one claim it gives the same ones again, and
-- more: an answer may get lost.
CREATE FUNCTION claim_tickets(p_limit int, p_claim uuid) RETURNS TABLE (public_id bigint)
LANGUAGE sql SECURITY DEFINER SET search_path = bakehouse, pg_temp AS $$
    WITH wanted AS (
        SELECT o.id FROM orders o
          LEFT JOIN order_tickets t ON t.order_id = o.id
         WHERE o.open
           AND (o.state IN ('confirmed', 'in_production') OR o.state = 'ready' AND o.flow = 'automatic')
           AND greatest(o.placed_at, o.due_at) > now() - interval '1 day'
           AND (o.due_at IS NULL OR o.due_at <= now())
           AND (t.order_id IS NULL OR t.state = 'waiting' AND t.next_try_at <= now())
         ORDER BY o.placed_at, o.id LIMIT p_limit
    ), claimed AS (
        INSERT INTO order_tickets AS t (order_id, state, claim)
        SELECT w.id, 'printing', p_claim FROM wanted w ORDER BY w.id
        ON CONFLICT (order_id) DO UPDATE
           SET state = 'printing', claim = excluded.claim, claimed_at = now(), tries = t.tries + 1
         WHERE t.state = 'waiting' AND t.next_try_at <= now()
        RETURNING order_id
    )
    SELECT o.public_id
      FROM orders o
     WHERE o.id IN (SELECT c.order_id FROM claimed c)
        OR o.open AND EXISTS (SELECT FROM order_tickets t
                               WHERE t.order_id = o.id AND t.claim = p_claim AND t.state = 'printing')
     ORDER BY o.placed_at, o.id
$$;

-- Claims the ticket of one order because somebody asked for it, printed before or not: how often it came out before;
-- nothing when there is no such order, or while its ticket is being printed.
CREATE FUNCTION claim_ticket(p_public_id bigint, p_claim uuid) RETURNS int
LANGUAGE sql SECURITY DEFINER SET search_path = bakehouse, pg_temp AS $$
    INSERT INTO order_tickets AS t (order_id, state, claim)
    SELECT o.id, 'printing', p_claim FROM orders o WHERE o.public_id = p_public_id
    ON CONFLICT (order_id) DO UPDATE
       SET state = 'printing', claim = excluded.claim, claimed_at = now(), tries = 1
     WHERE t.state <> 'printing' OR t.claim = excluded.claim OR t.claimed_at < now() - interval '2 minutes'
    RETURNING prints
$$;

-- How the printing of a claimed ticket ended: printed, waiting or unsure. False when the claim was not the last one.
CREATE FUNCTION note_ticket(p_public_id bigint, p_claim uuid, p_state text) RETURNS bool
LANGUAGE sql SECURITY DEFINER SET search_path = bakehouse, pg_temp AS $$
    WITH noted AS (
        UPDATE order_tickets t
           SET state = p_state,
               prints = t.prints + CASE p_state WHEN 'waiting' THEN 0 ELSE 1 END,
               next_try_at = now() + least(60, 5 * power(2, least(t.tries, 5) - 1)) * interval '1 second'
          FROM orders o
         WHERE o.public_id = p_public_id AND t.order_id = o.id AND t.state = 'printing' AND t.claim = p_claim
        RETURNING 1
    )
    SELECT EXISTS (SELECT FROM noted)
$$;

-- Tickets of open orders; who began one two minutes ago and said nothing since is not sure either.
CREATE VIEW open_tickets AS
SELECT o.public_id, t.prints,
       CASE WHEN t.state = 'printing' AND t.claimed_at < now() - interval '2 minutes' THEN 'unsure'
            ELSE t.state END AS state
  FROM order_tickets t
  JOIN orders o ON o.id = t.order_id
 WHERE o.open;

GRANT SELECT ON open_tickets TO bakehouse_runtime;
GRANT EXECUTE ON FUNCTION claim_tickets(int, uuid), claim_ticket(bigint, uuid), note_ticket(bigint, uuid, text)
   TO bakehouse_runtime;
