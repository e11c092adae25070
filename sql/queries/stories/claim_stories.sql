-- Take articles whose story is to be found, the latest first: after an upgrade new ones do not wait for all old ones.
WITH claimed AS (
    DELETE FROM wireroom.story_queue
    WHERE position IN (SELECT q.position FROM wireroom.story_queue AS q ORDER BY q.position DESC LIMIT %(limit)s)
    RETURNING article_id
)
SELECT DISTINCT article_id FROM claimed ORDER BY article_id;
