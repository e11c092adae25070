-- Articles of the batch whose search is to be made anew.
INSERT INTO wireroom.search_queue (article_id)
SELECT DISTINCT id FROM staged_articles
ON CONFLICT (article_id) DO NOTHING;
