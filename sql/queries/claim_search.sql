-- Queued articles to make searchable now. Several processes may do so side by side; each row is one process's.
SELECT article_id
FROM wireroom.search_queue
WHERE next_try_at IS NULL OR next_try_at <= now()
ORDER BY article_id DESC -- after an upgrade the new do not wait for all the old
LIMIT %(limit)s
FOR UPDATE SKIP LOCKED;
