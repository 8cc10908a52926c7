\set a case when :hot > 0 then 0 else random(0, :goods - 1) end
\set b (:a + random(1, :goods / 3)) % :goods
\set c (:a + random(:goods / 3 + 1, :goods - 1)) % :goods
SELECT idx, outcome, public_id, pickup_code, state, total_minor, product, on_hand
  FROM bakehouse.place_orders(format(
           '[{"uuid": "%s", "source": "web", "flow": "automatic", "name": "Zoe Baker", "email": "zoe@example.com", "phone": "", "note": "", "day": "%s", "key": null, "request": null, "lines": [[%s, 1000], [%s, 1000], [%s, 1000]]}]',
           gen_random_uuid(), current_date, :first + :a::bigint, :first + :b::bigint, :first + :c::bigint)::jsonb, 'bench');
