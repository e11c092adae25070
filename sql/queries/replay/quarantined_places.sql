-- Feeds and days on which refused entries were met, of the reasons asked for or of all.
SELECT DISTINCT r.feed_id, day::date AS day
FROM wireroom.rejected AS r
CROSS JOIN LATERAL (VALUES (r.first_seen_at AT TIME ZONE 'UTC'), (r.last_seen_at AT TIME ZONE 'UTC')) AS met (day)
WHERE cardinality(%(reasons)s::text[]) = 0 OR r.reason = ANY(%(reasons)s::text[])
ORDER BY day, r.feed_id;
