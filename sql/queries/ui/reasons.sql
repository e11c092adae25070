-- Why entries are in quarantine, and how many of them; of one feed or run, those that the list has of it.
WITH met AS MATERIALIZED (
    SELECT feed_id, polled_at FROM news.polls WHERE run_id = %(run_id)s::bigint AND rejected > 0
)
SELECT reason, count(*) AS entries, max(last_seen_at) AS last_seen_at
FROM news.rejected
WHERE (%(feed_id)s::bigint IS NULL OR feed_id = %(feed_id)s::bigint)
    AND (
        %(run_id)s::bigint IS NULL OR run_id = %(run_id)s::bigint
        OR EXISTS (
            SELECT FROM met
            WHERE met.feed_id = rejected.feed_id AND met.polled_at BETWEEN rejected.first_seen_at AND rejected.last_seen_at
        )
    )
GROUP BY reason
ORDER BY entries DESC, reason;
