-- The last poll of a feed whose document is landed.
SELECT run_id, polled_at, http_status, entries, landing_uri, landing_record
FROM news.polls
WHERE feed_id = %(feed_id)s AND entries > 0 AND landing_uri IS NOT NULL AND outcome IS NOT NULL
ORDER BY run_id DESC
LIMIT 1;
