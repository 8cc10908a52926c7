-- Two things about entries that come in. The functions are changed where they stand, whatever else has become of them.
SET LOCAL ROLE bakehouse_owner;
SET LOCAL search_path = bakehouse, pg_temp;

-- A number that the database gives by itself and has given before is no fault of the entry: its sequence is behind, after
-- a crash of a copied database or a hasty restore. The call fails as a whole and the till sends again; every try takes
-- new numbers, so the sequence catches up. Noted as the entry's fault it would cost the sale its order and its stock.
CREATE FUNCTION gives_numbers(p_constraint text) RETURNS bool LANGUAGE sql STABLE AS $$
    SELECT p_constraint = 'orders_public_id_key'
        OR EXISTS (SELECT FROM pg_constraint c
                     JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey)
                    WHERE c.connamespace = 'bakehouse'::regnamespace AND c.contype = 'p' AND c.conname = p_constraint
                      AND a.attidentity <> '')
$$;

DO $$
DECLARE
    v_handler CONSTANT text := 'WHEN data_exception OR integrity_constraint_violation OR program_limit_exceeded THEN';
    v_text text := pg_get_functiondef('take_one_by_one(uuid, bigint, bigint)'::regprocedure);
BEGIN
    v_text := replace(v_text, E'\n    v record;\n', E'\n    v record;\n    v_constraint text;\n');
    EXECUTE replace(v_text, v_handler, v_handler || E'\n            GET STACKED DIAGNOSTICS v_constraint = CONSTRAINT_NAME;'
                    || E'\n            IF gives_numbers(v_constraint) THEN\n                RAISE;\n            END IF;');
END $$;

-- Which of two refunds is the one too many? By the clocks of two tills it could be the one that came in before and was
-- in order then; nobody was told of the other. It is the one that comes in now.
DO $$
DECLARE
    v_now CONSTANT text := '(f.till = p_till AND f.seq BETWEEN p_from AND p_to)';
BEGIN
    EXECUTE replace(pg_get_functiondef('note_refund_faults(uuid, bigint, bigint)'::regprocedure),
                    'l.original_line ORDER BY f.sold_at, f.till, f.seq, l.line_no',
                    'l.original_line ORDER BY ' || v_now || ', CASE WHEN NOT ' || v_now
                    || ' THEN f.sold_at END, f.till, f.seq, l.line_no');
END $$;
