-- Articles that lost a link look for others: the lost one may have been all that held them together.
INSERT INTO wireroom.story_queue (article_id)
SELECT m.article_id FROM wireroom.story_members AS m WHERE m.article_id = ANY(%(ids)s) ORDER BY m.article_id;
