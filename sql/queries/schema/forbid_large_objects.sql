-- Nobody but superusers makes large objects here: they are rows that no limit and no view sees. Takes a superuser.
DO $$
DECLARE
    part record;
BEGIN
    FOR part IN
        SELECT oid::regprocedure AS name FROM pg_proc
        WHERE pronamespace = 'pg_catalog'::regnamespace
            AND proname IN (
                'lo_creat', 'lo_create', 'lo_from_bytea', 'lo_open', 'lo_put', 'lo_get', 'lo_truncate',
                'lo_truncate64', 'lo_unlink', 'lowrite', 'loread'
            )
    LOOP
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', part.name);
    END LOOP;
END
$$;
