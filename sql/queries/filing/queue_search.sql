-- Articles of the batch whose search is to be made anew. Another text is another chance for one that failed.
INSERT INTO wireroom.search_queue (article_id)
SELECT DISTINCT id FROM staged_articles
WHERE round IS NOT NULL -- other copies are not searched
ON CONFLICT (article_id) DO UPDATE SET attempts = 0, next_try_at = NULL, reason = '';
