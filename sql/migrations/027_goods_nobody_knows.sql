-- Goods that this catalogue does not know, as after the restore of an older database: what comes back of them before
-- their sale is there waits for it. What is on hand of them is the sum of their movements; the function is changed where
-- it stands, whatever else has become of it.
SET LOCAL ROLE bakehouse_owner;
SET LOCAL search_path = bakehouse, pg_temp;

-- The table is read for goods that nobody knows only.
CREATE FUNCTION unknown_on_hand(p_product bigint) RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT greatest(0, coalesce(sum(m.quantity), 0))::bigint FROM stock_movements m WHERE m.product_id = p_product
$$;

DO $$
DECLARE
    v_before text := pg_get_functiondef('move_stock_of_receipts(uuid, bigint, bigint)'::regprocedure);
    v_after text := replace(v_before, 'coalesce(min(s.on_hand), 0) AS on_hand',
                            'coalesce(min(s.on_hand), unknown_on_hand(u.product)) AS on_hand');
BEGIN
    IF v_after = v_before THEN
        RAISE EXCEPTION 'move_stock_of_receipts() counts in another way';
    END IF;
    EXECUTE v_after;
END $$;

-- Stock is the sum of its movements; what nobody knows has no stock, only movements that never fall below zero.
CREATE OR REPLACE FUNCTION stock_faults() RETURNS TABLE (product_id bigint, fault text) LANGUAGE sql STABLE AS $$
    SELECT coalesce(s.product_id, m.product_id),
           format('%s thousandths on hand, its movements add up to %s', coalesce(s.on_hand, 0), coalesce(m.quantity, 0))
      FROM stock s
      FULL JOIN (SELECT m.product_id, sum(m.quantity) AS quantity FROM stock_movements m GROUP BY m.product_id) AS m
        ON m.product_id = s.product_id
     WHERE coalesce(s.on_hand, 0) <> coalesce(m.quantity, 0)
       AND (s.product_id IS NOT NULL OR m.quantity < 0 OR EXISTS (SELECT FROM products p WHERE p.id = m.product_id))
$$;
