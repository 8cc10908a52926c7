-- Pictures of goods, ready to be sent: small, free of what a camera wrote into them, named by their content.
SET LOCAL ROLE bakehouse_owner;
SET LOCAL search_path = bakehouse, pg_temp;

CREATE TABLE pictures (
    sha bytea PRIMARY KEY CHECK (sha = sha256(content)),
    kind text NOT NULL CHECK (kind IN ('jpg', 'png', 'webp')),
    content bytea NOT NULL CHECK (length(content) BETWEEN 1 AND 262144)
);

-- Beside the goods, so that no import touches it. Two goods may share a picture.
CREATE TABLE product_pictures (
    product_id int PRIMARY KEY REFERENCES products,
    sha bytea NOT NULL REFERENCES pictures
);

-- "<sha>.<kind>": what the picture is called, and part of its address.
CREATE VIEW product_picture_names AS
SELECT pp.product_id, encode(p.sha, 'hex') || '.' || p.kind AS name
  FROM product_pictures pp JOIN pictures p ON p.sha = pp.sha;

CREATE FUNCTION drop_unused_pictures() RETURNS void LANGUAGE sql AS $$
    DELETE FROM pictures p WHERE NOT EXISTS (SELECT FROM product_pictures pp WHERE pp.sha = p.sha)
$$;

-- Gives the product this picture in the place of the one it had. The picture's name, or nothing for an unknown product.
CREATE FUNCTION set_picture(p_product bigint, p_kind text, p_content bytea, p_origin text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = bakehouse, pg_temp AS $$
BEGIN
    PERFORM FROM shop FOR UPDATE; -- before the product, as an import locks them
    IF NOT EXISTS (SELECT FROM products p WHERE p.id = p_product AND p.active) THEN
        RETURN NULL;
    END IF;
    INSERT INTO pictures (sha, kind, content) VALUES (sha256(p_content), p_kind, p_content) ON CONFLICT DO NOTHING;
    INSERT INTO product_pictures (product_id, sha) VALUES (p_product, sha256(p_content))
    ON CONFLICT (product_id) DO UPDATE SET sha = excluded.sha;
    PERFORM drop_unused_pictures();
    PERFORM touch_catalogue(p_origin);
    RETURN (SELECT n.name FROM product_picture_names n WHERE n.product_id = p_product);
END $$;

-- Takes the product's picture away, if it has one. False for an unknown product.
CREATE FUNCTION remove_picture(p_product bigint, p_origin text) RETURNS bool
LANGUAGE plpgsql SECURITY DEFINER SET search_path = bakehouse, pg_temp AS $$
BEGIN
    PERFORM FROM shop FOR UPDATE;
    IF NOT EXISTS (SELECT FROM products p WHERE p.id = p_product AND p.active) THEN
        RETURN false;
    END IF;
    DELETE FROM product_pictures WHERE product_id = p_product;
    IF FOUND THEN
        PERFORM drop_unused_pictures();
        PERFORM touch_catalogue(p_origin);
    END IF;
    RETURN true;
END $$;

GRANT EXECUTE ON FUNCTION set_picture(bigint, text, bytea, text), remove_picture(bigint, text) TO bakehouse_runtime;
