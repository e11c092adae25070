-- The last polls of one feed, the newest first.
SELECT
    run_id, polled_at, outcome, in_words, detail, failures, http_status, elapsed_ms, entries, inserted, revised, unchanged,
    rejected, dropped
FROM news.polls
WHERE feed_id = %(feed_id)s AND outcome IS NOT NULL
ORDER BY run_id DESC
LIMIT %(limit)s;
