-- Two group roles that nobody logs in as: grant them to the logins of your choice.
-- Roles belong to the whole server, so another Wireroom database may have made them already, even at
-- this very moment (hence the two kinds of "it is there").
DO $$
DECLARE
    wanted text;
BEGIN
    FOREACH wanted IN ARRAY ARRAY['wireroom_loader', 'wireroom_reader'] LOOP
        CONTINUE WHEN EXISTS (SELECT FROM pg_roles WHERE rolname = wanted);
        BEGIN
            EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
        EXCEPTION
            WHEN duplicate_object OR unique_violation THEN
                NULL;
            WHEN insufficient_privilege THEN
                RAISE EXCEPTION 'the user % may not create roles', current_user
                    USING HINT = 'Ask your DBA to run, once for the server: '
                        'CREATE ROLE wireroom_loader NOLOGIN; CREATE ROLE wireroom_reader NOLOGIN; '
                        'then migrate again.';
        END;
    END LOOP;
END
$$;

COMMENT ON SCHEMA wireroom IS
    'Private to Wireroom: tables may change with any release. Read schema news instead.';
CREATE SCHEMA news;
COMMENT ON SCHEMA news IS
    'The contract with analysts: changed only with an entry in CHANGELOG.md. Role wireroom_reader reads it.';
