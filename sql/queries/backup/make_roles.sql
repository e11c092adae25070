-- The group roles that a backup's rights name; a server that is new has none. Where we may not make one, restoring
-- says that it is missing.
DO $$
DECLARE
    wanted text;
BEGIN
    FOREACH wanted IN ARRAY ARRAY['wireroom_loader', 'wireroom_reader', 'wireroom_takedown'] LOOP
        CONTINUE WHEN EXISTS (SELECT FROM pg_roles WHERE rolname = wanted);
        BEGIN
            EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
        EXCEPTION
            WHEN duplicate_object OR unique_violation OR insufficient_privilege THEN
                NULL;
        END;
    END LOOP;
END
$$;
