-- From publication to the database, by publisher, on the slowest day of a week: half of its articles are faster than p50,
-- 95 % than p95.
SELECT publisher, sum(articles) AS articles, sum(left_out) AS left_out, max(queryable_after_p50) AS p50,
    max(queryable_after_p95) AS p95
FROM news.freshness
WHERE day >= (now() AT TIME ZONE 'UTC')::date - 7
GROUP BY publisher
ORDER BY p95 DESC NULLS LAST, publisher;
