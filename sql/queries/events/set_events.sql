-- The event of each of these articles, and how like it was to the one that brought it there.
UPDATE wireroom.event_members AS m
SET event_id = s.event_id, likeness = s.likeness
FROM unnest(%(ids)s::bigint[], %(events)s::bigint[], %(likenesses)s::real[]) AS s (article_id, event_id, likeness)
WHERE m.article_id = s.article_id;
