-- Drop views that cannot be replaced in place. Objects of others that depend on them stop this, on purpose.
DO $$
DECLARE
    part record;
BEGIN
    FOR part IN SELECT oid::regprocedure AS name FROM pg_proc WHERE pronamespace = 'news'::regnamespace LOOP
        EXECUTE format('DROP FUNCTION %s', part.name);
    END LOOP;
    -- Later views depend on earlier ones, so the last is dropped first.
    FOR part IN
        SELECT oid::regclass AS name FROM pg_class
        WHERE relnamespace IN ('news'::regnamespace, 'wireroom'::regnamespace) AND relkind = 'v' ORDER BY oid DESC
    LOOP
        EXECUTE format('DROP VIEW %s', part.name);
    END LOOP;
END
$$;
