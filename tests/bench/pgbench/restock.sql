-- So much of everything that no sale of a benchmark runs short.
SET search_path = bakehouse, pg_temp;
SELECT set_stock(array_agg(s.product_id), array_agg(1000000000000), 'import', current_date) FROM stock s;
RESET search_path;
