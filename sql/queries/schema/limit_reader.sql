-- A limit for every new session of role wireroom_reader.
DO $do$
BEGIN
    EXECUTE format('ALTER ROLE wireroom_reader SET %%I = %%L', %(name)s, %(value)s);
END
$do$;
