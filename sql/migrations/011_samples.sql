-- The goods of a shop that has none yet, so that there is something to sell from the first minute. The first import of
-- the owner's own catalogue takes them off the counter.
SET LOCAL ROLE bakehouse_owner;
SET LOCAL search_path = bakehouse, pg_temp;

-- Gives how many goods it added: 0 unless the shop is empty.
CREATE FUNCTION seed_samples() RETURNS int LANGUAGE plpgsql SET search_path = bakehouse, pg_temp AS $$
DECLARE
    v_added int;
BEGIN
    PERFORM FROM shop FOR UPDATE;
    IF EXISTS (SELECT FROM products) OR EXISTS (SELECT FROM receipts) THEN
        RETURN 0;
    END IF;
    INSERT INTO tax_classes (name) VALUES ('food'), ('drink') ON CONFLICT DO NOTHING;
    INSERT INTO tax_rates (tax_class, mode, valid_from, rate_bp) VALUES
        ('food', 'takeaway', '2007-01-01', 700),
        ('food', 'eat_in', '2007-01-01', 1900),
        ('food', 'eat_in', '2026-01-01', 700),
        ('drink', 'takeaway', '2007-01-01', 1900),
        ('drink', 'eat_in', '2007-01-01', 1900)
    ON CONFLICT DO NOTHING;
    INSERT INTO categories (name, position) VALUES
        ('Bread', 1), ('Rolls', 2), ('Pastries', 3), ('Cakes', 4), ('Snacks', 5), ('Hot drinks', 6), ('Cold drinks', 7)
    ON CONFLICT DO NOTHING;
    WITH samples (no, category, name, description, tax_class, price_minor, prepared, pieces, allergens) AS (VALUES
        (1, 'Bread', 'Sourdough loaf', 'Wheat sourdough, 24 hours of rest, 750 g', 'food', 520, false, 30,
         ARRAY['wheat']),
        (2, 'Bread', 'Rye bread', 'Dark rye with sourdough, 1 kg', 'food', 480, false, 30, ARRAY['rye', 'wheat']),
        (3, 'Bread', 'Spelt bread', 'Wholegrain spelt with sunflower seeds, 750 g', 'food', 560, false, 25,
         ARRAY['spelt']),
        (4, 'Bread', 'Baguette', 'White wheat baguette, 250 g', 'food', 240, false, 50, ARRAY['wheat']),
        (5, 'Bread', 'Walnut bread', 'Wheat and rye with roasted walnuts, 500 g', 'food', 490, false, 20,
         ARRAY['wheat', 'rye', 'walnuts']),
        (6, 'Rolls', 'Kaiser roll', 'Crusty white roll', 'food', 45, false, 60, ARRAY['wheat']),
        (7, 'Rolls', 'Poppy seed roll', 'White roll with poppy seeds', 'food', 60, false, 60, ARRAY['wheat']),
        (8, 'Rolls', 'Rye roll', 'Dark roll with caraway', 'food', 65, false, 50, ARRAY['rye', 'wheat']),
        (9, 'Rolls', 'Pretzel', 'Lye pretzel with coarse salt', 'food', 95, false, 60, ARRAY['wheat']),
        (10, 'Rolls', 'Milk roll', 'Soft and slightly sweet', 'food', 85, false, 40, ARRAY['wheat', 'milk', 'eggs']),
        (11, 'Pastries', 'Croissant', 'Butter croissant, baked in the morning', 'food', 180, false, 50,
         ARRAY['wheat', 'milk', 'eggs']),
        (12, 'Pastries', 'Chocolate croissant', 'Two bars of dark chocolate inside', 'food', 220, false, 40,
         ARRAY['wheat', 'milk', 'eggs', 'soybeans']),
        (13, 'Pastries', 'Cinnamon bun', 'Yeast dough with cinnamon and sugar', 'food', 260, false, 40,
         ARRAY['wheat', 'milk', 'eggs']),
        (14, 'Pastries', 'Apple turnover', 'Puff pastry with apple', 'food', 240, false, 35, ARRAY['wheat', 'milk']),
        (15, 'Pastries', 'Nut corner', 'Shortbread with hazelnuts and chocolate', 'food', 290, false, 30,
         ARRAY['wheat', 'milk', 'eggs', 'hazelnuts', 'soybeans']),
        (16, 'Cakes', 'Cheesecake slice', 'Baked quark cake', 'food', 340, false, 24, ARRAY['wheat', 'milk', 'eggs']),
        (17, 'Cakes', 'Plum crumble slice', 'Yeast cake with plums and crumble', 'food', 310, false, 24,
         ARRAY['wheat', 'milk']),
        (18, 'Cakes', 'Black Forest slice', 'Chocolate sponge, cherries, cream', 'food', 420, false, 20,
         ARRAY['wheat', 'milk', 'eggs']),
        (19, 'Snacks', 'Cheese sandwich', 'Gouda, butter, salad on a rye roll', 'food', 390, false, 25,
         ARRAY['rye', 'wheat', 'milk']),
        (20, 'Snacks', 'Toasted ham and cheese', 'Made to order', 'food', 490, true, 25, ARRAY['wheat', 'milk']),
        (21, 'Hot drinks', 'Coffee', 'Filter coffee, 0.2 l', 'drink', 250, true, 60, ARRAY[]::text[]),
        (22, 'Hot drinks', 'Cappuccino', 'Double espresso with milk foam', 'drink', 340, true, 60, ARRAY['milk']),
        (23, 'Cold drinks', 'Apple juice', 'Cloudy apple juice, 0.33 l bottle', 'drink', 290, false, 40,
         ARRAY[]::text[]),
        (24, 'Cold drinks', 'Mineral water', 'Sparkling, 0.5 l bottle', 'drink', 220, false, 48, ARRAY[]::text[])),
    added AS (
        INSERT INTO products (name, description, category_id, tax_class, price_minor, prepared, allergens, sample)
        SELECT s.name, s.description, c.id, s.tax_class, s.price_minor, s.prepared, s.allergens, true
          FROM samples s JOIN categories c ON c.name = s.category
         ORDER BY s.no
        RETURNING id, name),
    stock_rows AS (
        INSERT INTO stock (product_id, on_hand)
        SELECT a.id, s.pieces * 1000 FROM added a JOIN samples s ON s.name = a.name)
    INSERT INTO stock_movements (product_id, quantity, kind, business_day)
    SELECT a.id, s.pieces * 1000, 'opening', current_date FROM added a JOIN samples s ON s.name = a.name;
    GET DIAGNOSTICS v_added = ROW_COUNT;
    UPDATE shop SET samples = true, catalogue_revision = catalogue_revision + 1;
    RETURN v_added;
END $$;
