-- An order that is placed and its first step are of one moment, as those of each later step are. Each column read the
-- clock by itself: where that was set in between, verify found times that are not those of the steps.
SET LOCAL ROLE bakehouse_owner;
SET LOCAL search_path = bakehouse, pg_temp;

ALTER TABLE orders ALTER placed_at SET DEFAULT now(), ALTER state_at SET DEFAULT now();
ALTER TABLE order_events ALTER at SET DEFAULT now();

-- The function is changed where it stands, whatever else has become of it.
DO $$
DECLARE
    v_before text := pg_get_functiondef('make_counter_orders'::regproc);
    v_after text := replace(v_before, 'CASE WHEN NOT u.making THEN clock_timestamp() END',
                            'CASE WHEN NOT u.making THEN now() END');
BEGIN
    ASSERT v_after <> v_before;
    EXECUTE v_after;
END $$;
