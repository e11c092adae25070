-- A word day by day (UTC), counted exactly, beside all that was published: share of attention. From midnight on: a day that is
-- counted in part would be compared with all of it.
SELECT
    day, sum(found.articles) AS articles, all_of.articles AS of,
    round(100.0 * sum(found.articles) / all_of.articles, 2) AS percent
FROM news.search_count('ferr*', since => date_trunc('day', now(), 'UTC') - interval '60 days') AS found
JOIN (
    SELECT (published_at AT TIME ZONE 'UTC')::date AS day, count(*) AS articles
    FROM news.articles
    WHERE published_at >= date_trunc('day', now(), 'UTC') - interval '60 days'
    GROUP BY 1
) AS all_of USING (day)
GROUP BY day, all_of.articles
ORDER BY day DESC;
