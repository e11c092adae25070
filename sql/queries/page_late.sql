-- From publication to the database, of what polls brought in the last 24 hours and whose date has a time.
SELECT
    count(*) AS articles,
    percentile_disc(0.5) WITHIN GROUP (ORDER BY filed_at - published_at) AS p50,
    percentile_disc(0.95) WITHIN GROUP (ORDER BY filed_at - published_at) AS p95
FROM news.articles
WHERE published_at > %(now)s - interval '1 day' AND published_at <= %(now)s
    AND published_precision IN ('second', 'minute') AND feed_id IS NOT NULL
    AND filed_at >= published_at AND version = 1;
