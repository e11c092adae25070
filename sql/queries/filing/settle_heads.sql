-- Set for each article whose copy it is, by its copies.
UPDATE wireroom.article_heads AS h
SET
    has_copies = true,
    -- a headline over the text of a page, which stays whose it was
    trust = CASE WHEN c.reason = 'changed in its home feed, beside the text of its page' THEN h.trust ELSE c.trust END
FROM (SELECT DISTINCT article_id FROM staged_copies) AS s
JOIN wireroom.copies AS c ON c.article_id = s.article_id
WHERE h.id = s.article_id AND c.version = h.revisions + 1;
