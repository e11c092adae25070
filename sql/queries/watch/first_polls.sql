-- When each of these feeds was first asked within the time that is looked at.
SELECT p.feed_id, min(p.fetched_at) AS at
FROM wireroom.run_feeds AS p
WHERE p.feed_id = ANY (%(feed_ids)s) AND p.fetched_at >= %(since)s
GROUP BY p.feed_id;
