-- From publication to the database, of what polls brought in the last 24 hours and whose date has a time. What a feed held
-- already when it was listed says nothing of how fast we are.
SELECT
    count(*) AS articles,
    percentile_disc(0.5) WITHIN GROUP (ORDER BY a.filed_at - a.published_at) AS p50,
    percentile_disc(0.95) WITHIN GROUP (ORDER BY a.filed_at - a.published_at) AS p95
FROM news.articles AS a
JOIN news.feeds AS f ON f.id = a.feed_id
WHERE a.published_at > %(now)s - interval '1 day' AND a.published_at <= %(now)s AND a.published_at >= f.added_at
    AND a.published_precision IN ('second', 'minute') AND a.filed_at >= a.published_at AND a.version = 1;
