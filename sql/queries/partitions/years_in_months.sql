-- Long past years whose articles stand in a partition for each month, with the bytes of all.
SELECT
    substring(c.relname FROM '\d{4}')::integer AS year,
    count(*)::integer AS months,
    sum(pg_total_relation_size(c.oid))::bigint AS bytes
FROM pg_inherits AS i
JOIN pg_class AS c ON c.oid = i.inhrelid
WHERE i.inhparent = 'wireroom.articles'::regclass AND c.relname ~ '^articles_\d{4}_\d\d$'
GROUP BY year
HAVING min(substring(c.relname FROM '\d{4}')::integer) < extract(year FROM now() AT TIME ZONE 'UTC') - 1
ORDER BY year;
