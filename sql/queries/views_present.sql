-- Views and functions of both schemas that are there.
SELECT 'news.' || relname AS name FROM pg_class WHERE relnamespace = to_regnamespace('news') AND relkind = 'v'
UNION ALL
SELECT n.nspname || '.' || p.proname
FROM pg_proc AS p
JOIN pg_namespace AS n ON n.oid = p.pronamespace
WHERE n.nspname IN ('news', 'wireroom');
