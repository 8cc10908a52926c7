-- What the shop sells, at which price and rate, and how much of it there is.
SET LOCAL ROLE bakehouse_owner;
SET LOCAL search_path = bakehouse, pg_temp;

CREATE TABLE shop (
    only_row bool PRIMARY KEY DEFAULT true CHECK (only_row),
    currency text NOT NULL DEFAULT 'EUR' CHECK (currency ~ '^[A-Z]{3}$'),
    decimals smallint NOT NULL DEFAULT 2 CHECK (decimals BETWEEN 0 AND 4),
    samples bool NOT NULL DEFAULT false, -- the sample goods are on sale
    catalogue_revision bigint NOT NULL DEFAULT 0 CHECK (catalogue_revision >= 0),
    created_at timestamptz NOT NULL DEFAULT now()
);
INSERT INTO shop DEFAULT VALUES;

CREATE TABLE tax_classes (
    name text PRIMARY KEY CHECK (name <> '')
);
CREATE TABLE tax_rates (
    tax_class text NOT NULL REFERENCES tax_classes,
    mode text NOT NULL CHECK (mode IN ('takeaway', 'eat_in')),
    valid_from date NOT NULL,
    rate_bp int NOT NULL CHECK (rate_bp BETWEEN 0 AND 10000),
    PRIMARY KEY (tax_class, mode, valid_from)
);

CREATE TABLE categories (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL UNIQUE CHECK (name <> ''),
    position int NOT NULL DEFAULT 0
);
CREATE TABLE products (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL CHECK (name <> ''),
    description text NOT NULL DEFAULT '',
    category_id int NOT NULL REFERENCES categories,
    tax_class text NOT NULL REFERENCES tax_classes,
    price_minor bigint NOT NULL CHECK (price_minor BETWEEN 0 AND 1000000000000),
    unit text NOT NULL DEFAULT 'piece' CHECK (unit IN ('piece', 'weight', 'open')),
    prepared bool NOT NULL DEFAULT false,
    available bool NOT NULL DEFAULT true,
    allergens text[], -- null = not recorded, which is not "none"
    active bool NOT NULL DEFAULT true,
    sample bool NOT NULL DEFAULT false,
    plu text CHECK (plu <> ''),
    barcode text CHECK (barcode <> ''),
    updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX products_active_name ON products (name) WHERE active;

-- Narrow and apart from products: the row that every sale updates stays on its page, and a price edit waits for nobody.
CREATE TABLE stock (
    product_id int PRIMARY KEY REFERENCES products,
    on_hand bigint NOT NULL DEFAULT 0 CHECK (on_hand >= 0)
) WITH (fillfactor = 30, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000,
        autovacuum_vacuum_cost_delay = 0);

-- on_hand is the sum of these, always. No foreign key: a till may have sold what this catalogue does not know. Such a
-- sale and its shortfall cancel out, so a product that appears later begins at 0 and the sum still holds.
CREATE TABLE stock_movements (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    product_id bigint NOT NULL,
    quantity bigint NOT NULL CHECK (quantity <> 0),
    kind text NOT NULL CHECK (kind IN ('opening', 'delivery', 'import', 'order', 'cancel', 'sale', 'refund', 'shortfall',
                                       'settle')),
    business_day date NOT NULL,
    order_id bigint, -- of 'order' and 'cancel'
    till uuid, -- of 'sale' and 'refund'; of 'shortfall' and 'settle' it is the sale that ran short
    seq bigint,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CHECK ((kind IN ('order', 'cancel')) = (order_id IS NOT NULL)),
    CHECK ((kind IN ('sale', 'refund', 'shortfall', 'settle')) = (till IS NOT NULL AND seq IS NOT NULL))
);

-- What a counter sale took beyond the stock of the books; settled by a later delivery of its day or by its own return.
CREATE TABLE shortfalls (
    till uuid NOT NULL,
    seq bigint NOT NULL,
    product_id bigint NOT NULL,
    business_day date NOT NULL,
    quantity bigint NOT NULL CHECK (quantity > 0),
    settled bigint NOT NULL DEFAULT 0 CHECK (settled BETWEEN 0 AND quantity),
    PRIMARY KEY (till, seq, product_id)
);
CREATE INDEX shortfalls_open ON shortfalls (product_id, business_day) WHERE settled < quantity;

CREATE TABLE deliveries (
    key text PRIMARY KEY CHECK (key <> ''),
    business_day date NOT NULL,
    booked_at timestamptz NOT NULL DEFAULT now()
);

CREATE VIEW catalogue_products AS
SELECT p.id, p.name, p.description, c.name AS category, p.tax_class, p.price_minor, p.unit, p.prepared, p.available,
       p.allergens, s.on_hand
  FROM products p
  JOIN categories c ON c.id = p.category_id
  JOIN stock s ON s.product_id = p.id
 WHERE p.active;
