-- All articles of the stories that these articles are in, and what links them.
WITH touched AS (
    SELECT DISTINCT story_id FROM wireroom.story_members WHERE article_id = ANY(%(ids)s)
),
around AS (
    SELECT m.article_id FROM wireroom.story_members AS m JOIN touched AS t ON t.story_id = m.story_id WHERE m.grouped
    UNION
    SELECT m.article_id FROM wireroom.story_members AS m WHERE m.article_id = ANY(%(ids)s)
)
SELECT a.article_id, array_remove(array_agg(l.other_id), NULL) AS linked
FROM around AS a
LEFT JOIN wireroom.story_links AS l ON l.article_id = a.article_id
GROUP BY a.article_id
ORDER BY a.article_id;
