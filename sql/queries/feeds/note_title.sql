-- The title that a feed said when it was added; its polls say it from the first one on.
INSERT INTO wireroom.feed_states (feed_id, title)
SELECT f.id, %(title)s
FROM wireroom.feeds AS f
WHERE f.url = %(url)s
ON CONFLICT (feed_id) DO UPDATE SET title = excluded.title
WHERE wireroom.feed_states.title IS NULL;
