-- Where one entry in quarantine came from, and when.
SELECT first_seen_at, feed_id
FROM news.rejected
WHERE id = %(rejected_id)s;
