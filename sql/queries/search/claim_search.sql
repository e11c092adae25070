-- Take queued articles to make searchable. Several processes may do so at once; each gets rows of its own.
SELECT article_id
FROM wireroom.search_queue
WHERE next_try_at IS NULL OR next_try_at <= now()
ORDER BY article_id DESC -- after an upgrade the new do not wait for all the old
LIMIT %(limit)s
FOR UPDATE SKIP LOCKED;
