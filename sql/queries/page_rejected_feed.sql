-- Where one entry in quarantine came from, and when.
SELECT r.first_seen_at, f.url
FROM news.rejected AS r
LEFT JOIN news.feeds AS f ON f.id = r.feed_id
WHERE r.id = %(rejected_id)s;
