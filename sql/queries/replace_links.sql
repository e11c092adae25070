-- The links of these articles are those that were found now; the ends of all that went or came.
WITH ids AS (SELECT unnest(%(ids)s::bigint[]) AS id),
gone AS (
    DELETE FROM wireroom.story_links AS l
    WHERE l.article_id = ANY(%(ids)s) OR l.other_id = ANY(%(ids)s)
    RETURNING l.article_id, l.other_id
)
SELECT article_id FROM gone UNION SELECT other_id FROM gone UNION SELECT id FROM ids;
