-- What schema news consists of.
SELECT relname::text AS name FROM pg_class WHERE relnamespace = to_regnamespace('news') AND relkind = 'v'
UNION ALL
SELECT oid::regprocedure::text FROM pg_proc WHERE pronamespace = to_regnamespace('news');
