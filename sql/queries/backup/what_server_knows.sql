-- What a script may name here: settings, extensions that are there or could be made, dictionaries of text search.
SELECT
    ARRAY(SELECT lower(s.name) FROM pg_settings AS s) AS settings,
    ARRAY(SELECT e.extname::text FROM pg_extension AS e) AS present,
    ARRAY(SELECT e.name::text FROM pg_available_extensions AS e WHERE e.installed_version IS NULL) AS offered,
    ARRAY(SELECT d.dictname::text FROM pg_ts_dict AS d) AS dictionaries;
