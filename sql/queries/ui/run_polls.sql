-- What one run did with each feed, those that brought most first.
SELECT
    feed_id, coalesce((SELECT n.name FROM news.feeds AS n WHERE n.id = polls.feed_id), feed) AS feed, polled_at, outcome,
    in_words, detail, failures, http_status, elapsed_ms, entries, inserted, revised, unchanged, rejected
FROM news.polls
WHERE run_id = %(run_id)s
ORDER BY inserted + revised DESC, failures DESC, rejected DESC, lower(polls.feed), feed_id
LIMIT %(limit)s;
