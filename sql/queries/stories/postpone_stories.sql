-- Put articles that failed at the end of the queue, so that they delay no others and are tried again.
INSERT INTO wireroom.story_queue (position, article_id)
OVERRIDING SYSTEM VALUE
SELECT
    coalesce((SELECT min(q.position) FROM wireroom.story_queue AS q), 0) - row_number() OVER (ORDER BY failed.article_id),
    failed.article_id
FROM unnest(%(ids)s::bigint[]) AS failed (article_id);
