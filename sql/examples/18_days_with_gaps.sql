-- Days on which a feed may have lost something, and no backfill has closed the gap yet.
SELECT day, feed, polls, held, expected, missed, suspected_gap
FROM news.coverage
WHERE suspected_gap IS NOT NULL
ORDER BY day DESC, feed
LIMIT 50;
