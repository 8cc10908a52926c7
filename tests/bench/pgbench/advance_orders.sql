SELECT kind, public_id, wait_ms FROM bakehouse.advance_orders(500, 0, 0, 'bench');
