-- An order waits for the goods that an upload has locked, so the upload locks them last: the orders of its sales are
-- made before, not after. A batch of ten milliseconds holds them for two.
SET LOCAL ROLE bakehouse_owner;
SET LOCAL search_path = bakehouse, pg_temp;

-- Everything that follows from the receipts of a range. Orders before stock, as cancel_order() locks them.
CREATE OR REPLACE FUNCTION apply_receipts(p_till uuid, p_from bigint, p_to bigint, OUT o_products bigint[], OUT o_orders bool)
LANGUAGE plpgsql AS $$
DECLARE
    v_paid record;
BEGIN
    o_orders := false;
    PERFORM note_receipt_faults(p_till, p_from, p_to);
    IF EXISTS (SELECT FROM receipts s WHERE s.till = p_till AND s.seq BETWEEN p_from AND p_to AND s.kind = 'refund')
       OR EXISTS (SELECT FROM receipts f
                   WHERE f.original_uuid = ANY (ARRAY (SELECT s.uuid FROM receipts s
                                                        WHERE s.till = p_till AND s.seq BETWEEN p_from AND p_to))) THEN
        PERFORM note_refund_faults(p_till, p_from, p_to);
    END IF;
    FOR v_paid IN SELECT s.seq, s.order_public_id FROM receipts s
              WHERE s.till = p_till AND s.seq BETWEEN p_from AND p_to AND s.kind = 'sale'
                AND s.order_public_id IS NOT NULL
              ORDER BY s.order_public_id, s.seq LOOP
        PERFORM collect_paid_order(p_till, v_paid.seq, v_paid.order_public_id);
        o_orders := true;
    END LOOP;
    o_orders := make_counter_orders(p_till, p_from, p_to) > 0 OR o_orders;
    o_products := move_stock_of_receipts(p_till, p_from, p_to);
END $$;
