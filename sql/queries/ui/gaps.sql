-- Feeds with suspected gaps in the last weeks, those with most first; asked for where there are not too many feeds.
SELECT
    feed_id, coalesce((SELECT n.name FROM news.feeds AS n WHERE n.id = coverage.feed_id), feed) AS feed, count(*) AS gaps, max(day) AS latest, mode() WITHIN GROUP (ORDER BY suspected_gap) AS why
FROM news.coverage
WHERE suspected_gap IS NOT NULL AND day >= (%(now)s - %(weeks)s * interval '1 week')::date AND day < (%(now)s AT TIME ZONE 'UTC')::date
GROUP BY feed_id, feed
ORDER BY gaps DESC, coverage.feed
LIMIT %(limit)s;
