-- Every column and function of both schemas with its COMMENT, in order; without partitions and private views, whose columns are
-- their tables'.
SELECT schema, relation, relation_comment, "column", type, comment
FROM (
SELECT
    n.nspname AS schema,
    c.relname AS relation,
    coalesce(obj_description(c.oid, 'pg_class'), '') AS relation_comment,
    a.attname AS column,
    format_type(a.atttypid, a.atttypmod) AS type,
    coalesce(col_description(c.oid, a.attnum), '') AS comment,
    a.attnum AS place
FROM pg_class AS c
JOIN pg_namespace AS n ON n.oid = c.relnamespace
JOIN pg_attribute AS a ON a.attrelid = c.oid
WHERE n.nspname IN ('news', 'wireroom')
    AND (c.relkind IN ('r', 'p') OR (c.relkind = 'v' AND n.nspname = 'news'))
    AND NOT c.relispartition
    AND a.attnum > 0
    AND NOT a.attisdropped
UNION ALL
SELECT
    n.nspname,
    p.proname,
    coalesce(obj_description(p.oid, 'pg_proc'), ''),
    '',
    format('(%s) → %s', pg_get_function_arguments(p.oid), pg_get_function_result(p.oid)),
    '',
    0
FROM pg_proc AS p
JOIN pg_namespace AS n ON n.oid = p.pronamespace
WHERE n.nspname IN ('news', 'wireroom')
) AS documented
ORDER BY schema, relation, place, type;
