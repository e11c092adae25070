-- The versions of articles of which a capture came in late: they are made anew from the copies.
DELETE FROM wireroom.revisions AS r
USING (SELECT DISTINCT article_id FROM staged_copies WHERE kept = 0) AS s
WHERE r.article_id = s.article_id;
