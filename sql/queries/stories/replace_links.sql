-- The links of these articles are those that were found now; all that went, and the articles themselves.
WITH gone AS (
    DELETE FROM wireroom.story_links AS l
    WHERE l.article_id = ANY(%(ids)s) OR l.other_id = ANY(%(ids)s)
    RETURNING l.article_id, l.other_id
)
SELECT article_id, other_id FROM gone UNION SELECT id, id FROM unnest(%(ids)s::bigint[]) AS i (id);
