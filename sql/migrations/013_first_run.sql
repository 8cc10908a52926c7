-- What the owner answers at the first start: the currency and the VAT rates of the shop.
SET LOCAL ROLE bakehouse_owner;
SET LOCAL search_path = bakehouse, pg_temp;

-- p_rates: [{"class","mode","from","rate"},…]. The classes named get these rates and no others: what the samples came
-- with is not the law of every country. Once there is a receipt another currency is refused ('currency_fixed', nothing
-- changed). Receipts hold their rates themselves.
CREATE FUNCTION set_up_shop(p_currency text, p_decimals int, p_rates jsonb, p_origin text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = bakehouse, pg_temp AS $$
BEGIN
    PERFORM FROM shop FOR UPDATE; -- before goods and rates, as an import locks them
    IF EXISTS (SELECT FROM shop s WHERE s.currency <> p_currency) AND EXISTS (SELECT FROM receipts) THEN
        RETURN 'currency_fixed';
    END IF;
    UPDATE shop SET currency = p_currency, decimals = p_decimals;
    INSERT INTO tax_classes (name)
    SELECT DISTINCT e.j ->> 'class' FROM jsonb_array_elements(p_rates) AS e (j) ON CONFLICT DO NOTHING;
    DELETE FROM tax_rates t
     WHERE t.tax_class IN (SELECT e.j ->> 'class' FROM jsonb_array_elements(p_rates) AS e (j));
    INSERT INTO tax_rates (tax_class, mode, valid_from, rate_bp)
    SELECT x.class, x.mode, x."from", x.rate
      FROM jsonb_to_recordset(p_rates) AS x (class text, mode text, "from" date, rate int);
    PERFORM touch_catalogue(p_origin);
    RETURN 'done';
END $$;

GRANT EXECUTE ON FUNCTION set_up_shop(text, int, jsonb, text) TO bakehouse_runtime;
