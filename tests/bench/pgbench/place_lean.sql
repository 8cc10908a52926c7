\set a case when :hot > 0 then 0 else random(0, :goods - 1) end
\set b (:a + random(1, :goods / 3)) % :goods
\set c (:a + random(:goods / 3 + 1, :goods - 1)) % :goods
SELECT bench.place_one(:first + :a::bigint, :first + :b::bigint, :first + :c::bigint, 'Zoe Baker', 'zoe@example.com');
