-- The story of each of these articles; rows that have it already are not touched.
UPDATE wireroom.story_members AS m
SET story_id = s.story_id, grouped = s.grouped
FROM unnest(%(ids)s::bigint[], %(stories)s::bigint[], %(grouped)s::boolean[]) AS s (article_id, story_id, grouped)
WHERE m.article_id = s.article_id AND (m.story_id <> s.story_id OR m.grouped <> s.grouped);
