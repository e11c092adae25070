-- Whether the server offers vectors, whether this database has the extension, and whether it has vectors of articles.
SELECT
    (SELECT x.default_version FROM pg_available_extensions AS x WHERE x.name = 'vector') AS offered,
    (SELECT x.extversion FROM pg_extension AS x WHERE x.extname = 'vector') AS installed,
    to_regclass('wireroom.chunks') IS NOT NULL AS is_made;
