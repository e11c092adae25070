-- Whether the server offers vectors (halfvec: since 0.7), whether this database has them, and of which models.
SELECT
    (SELECT x.default_version FROM pg_available_extensions AS x WHERE x.name = 'vector') AS offered,
    to_regclass('wireroom.chunks') IS NOT NULL AS is_made;
