-- Articles of the batch whose story is to be looked for.
INSERT INTO wireroom.story_queue (article_id)
SELECT DISTINCT id FROM staged_articles
WHERE round IS NOT NULL; -- other copies are in no story
