-- Entries in quarantine that fit the filters, those met last first; of a run also those that a later one met again.
WITH met AS MATERIALIZED (
    SELECT feed_id, polled_at FROM news.polls WHERE run_id = %(run_id)s::bigint AND rejected > 0
)
SELECT
    id, reason, detail, feed_id, coalesce((SELECT n.name FROM news.feeds AS n WHERE n.id = rejected.feed_id), feed) AS feed, first_seen_at, last_seen_at, times, run_id
FROM news.rejected
WHERE (%(reason)s = '' OR reason = %(reason)s)
    AND (%(feed_id)s::bigint IS NULL OR feed_id = %(feed_id)s::bigint)
    AND (
        %(run_id)s::bigint IS NULL OR run_id = %(run_id)s::bigint
        OR EXISTS (
            SELECT FROM met
            WHERE met.feed_id = rejected.feed_id AND met.polled_at BETWEEN rejected.first_seen_at AND rejected.last_seen_at
        )
    )
ORDER BY last_seen_at DESC, id DESC
LIMIT %(limit)s OFFSET %(offset)s;
