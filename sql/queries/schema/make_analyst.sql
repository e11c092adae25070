-- A login that reads schema news and has a schema of its own to write in, with the limits that readers have. The password
-- is set only where one is given.
DO $analyst$
DECLARE
    wanted CONSTANT text := %(name)s;
    secret CONSTANT text := %(password)s;
    setting text;
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
        EXECUTE format('CREATE ROLE %%I LOGIN', wanted);
    END IF;
    IF secret <> '' THEN
        EXECUTE format('ALTER ROLE %%I PASSWORD %%L', wanted, secret);
    END IF;
    EXECUTE format('GRANT wireroom_reader TO %%I', wanted);
    EXECUTE format('GRANT CONNECT, TEMPORARY ON DATABASE %%I TO %%I', current_database(), wanted);
    IF to_regnamespace(quote_ident(wanted)) IS NULL THEN
        EXECUTE format('CREATE SCHEMA %%I', wanted);
    END IF;
    EXECUTE format('GRANT USAGE, CREATE ON SCHEMA %%I TO %%I', wanted, wanted);
    EXECUTE format('ALTER ROLE %%I SET search_path = %%I, news', wanted, wanted);
    -- A role hands its limits down to nobody.
    FOR setting IN SELECT unnest(rolconfig) FROM pg_roles WHERE rolname = 'wireroom_reader' LOOP
        EXECUTE format(
            'ALTER ROLE %%I SET %%I = %%L', wanted, split_part(setting, '=', 1), substr(setting, strpos(setting, '=') + 1)
        );
    END LOOP;
END
$analyst$;
