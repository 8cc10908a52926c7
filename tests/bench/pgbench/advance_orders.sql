SELECT kind, public_id, wait_ms, moved_at, in_state_us FROM bakehouse.advance_orders_timed(500, 0, 0, 'bench');
