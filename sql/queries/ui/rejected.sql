-- Entries in quarantine that fit the filters, those met last first.
SELECT
    id, reason, detail, feed_id, coalesce((SELECT n.name FROM news.feeds AS n WHERE n.id = rejected.feed_id), feed) AS feed, first_seen_at, last_seen_at, times, run_id
FROM news.rejected
WHERE (%(reason)s = '' OR reason = %(reason)s)
    AND (%(feed_id)s::bigint IS NULL OR feed_id = %(feed_id)s::bigint)
    AND (%(run_id)s::bigint IS NULL OR run_id = %(run_id)s::bigint)
ORDER BY last_seen_at DESC, id DESC
LIMIT %(limit)s OFFSET %(offset)s;
