-- Orders promise goods. These tables are written by functions only, many rows a second: what a foreign key would
-- check row by row is checked by verify_all() as a whole.
SET LOCAL ROLE bakehouse_owner;
SET LOCAL search_path = bakehouse, pg_temp;

CREATE TABLE order_states (
    state text PRIMARY KEY,
    status text NOT NULL CHECK (status IN ('pending', 'processing', 'completed', 'cancelled')),
    open bool NOT NULL -- somebody still has to do something
);
INSERT INTO order_states (state, status, open) VALUES
    ('requested', 'pending', true),
    ('confirmed', 'pending', true),
    ('in_production', 'processing', true),
    ('ready', 'completed', true),
    ('collected', 'completed', false),
    ('cancelled', 'cancelled', false),
    ('no_show', 'cancelled', false);

-- Goods may be paid for and taken in any state but the last ones, even by a customer who came late.
CREATE TABLE order_steps (
    from_state text NOT NULL REFERENCES order_states,
    to_state text NOT NULL REFERENCES order_states,
    PRIMARY KEY (from_state, to_state)
);
INSERT INTO order_steps (from_state, to_state) VALUES
    ('requested', 'confirmed'),
    ('requested', 'cancelled'),
    ('requested', 'collected'),
    ('confirmed', 'in_production'),
    ('confirmed', 'cancelled'),
    ('confirmed', 'collected'),
    ('in_production', 'ready'),
    ('in_production', 'collected'),
    ('ready', 'collected'),
    ('ready', 'no_show'),
    ('no_show', 'collected');

CREATE TABLE orders (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    public_id bigint NOT NULL UNIQUE CHECK (public_id > 0 AND public_id < 9007199254740992),
    uuid uuid NOT NULL UNIQUE,
    pickup_code text NOT NULL CHECK (pickup_code ~ '^[2-9A-HJ-NP-Z]{5}$'),
    source text NOT NULL CHECK (source IN ('counter', 'web', 'partner')),
    -- The words of order_states, as a check: a foreign key would lock one of seven rows for every order.
    state text NOT NULL CHECK (state IN ('requested', 'confirmed', 'in_production', 'ready', 'collected', 'cancelled',
                                         'no_show')),
    flow text NOT NULL CHECK (flow IN ('automatic', 'staff')),
    customer_name text NOT NULL DEFAULT '',
    customer_email text NOT NULL DEFAULT '',
    customer_phone text NOT NULL DEFAULT '',
    note text NOT NULL DEFAULT '',
    business_day date NOT NULL,
    placed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    state_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    completed_at timestamptz, -- documented status completed or cancelled since
    due_at timestamptz,
    pickup_start timestamptz,
    pickup_end timestamptz,
    total_minor bigint NOT NULL,
    till uuid, -- the receipt that paid for it
    seq bigint,
    CHECK ((till IS NULL) = (seq IS NULL)),
    CHECK (state <> 'collected' OR till IS NOT NULL) -- only a receipt makes collected
) WITH (fillfactor = 85);
CREATE INDEX orders_open ON orders (placed_at)
    WHERE state IN ('requested', 'confirmed', 'in_production', 'ready');

CREATE TABLE order_lines (
    order_id bigint NOT NULL,
    line_no smallint NOT NULL CHECK (line_no > 0),
    product_id bigint NOT NULL,
    product_name text NOT NULL,
    quantity bigint NOT NULL CHECK (quantity <> 0),
    unit_price_minor bigint NOT NULL,
    total_minor bigint NOT NULL,
    tax_class text NOT NULL,
    PRIMARY KEY (order_id, line_no)
);

CREATE TABLE order_events (
    id bigint GENERATED ALWAYS AS IDENTITY,
    order_id bigint NOT NULL,
    state text NOT NULL,
    actor text NOT NULL,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (order_id, id)
);

-- Only accepted orders are remembered. Hashes: a key or a request may hold what is nobody's business.
CREATE TABLE idempotency_keys (
    key_hash bytea PRIMARY KEY CHECK (length(key_hash) = 32),
    request_hash bytea NOT NULL CHECK (length(request_hash) = 32),
    order_id bigint NOT NULL UNIQUE,
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX idempotency_keys_age ON idempotency_keys USING brin (created_at);

CREATE VIEW public_orders AS
SELECT o.id, o.public_id, o.pickup_code, o.source, o.state, s.status, s.open, o.customer_name, o.placed_at, o.state_at,
       o.completed_at, o.total_minor, l.line_no, l.product_id, l.product_name, l.quantity, l.unit_price_minor,
       l.total_minor AS line_total_minor
  FROM orders o
  JOIN order_states s ON s.state = o.state
  JOIN order_lines l ON l.order_id = o.id;
