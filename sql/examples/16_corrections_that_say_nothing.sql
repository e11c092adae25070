-- Texts that were changed after publication without a word about it: no "correction", no "updated" in what is there now.
SELECT r.article_id, r.version, r.captured_at, length(r.text) - length(b.text) AS longer_by, r.title
FROM news.revisions AS r
JOIN news.revisions AS b ON b.article_id = r.article_id AND b.version = r.version - 1
WHERE 'text' = ANY (r.changed)
    AND r.text !~* '\m(correct(ed|ion)|updated?|amended|clarif)'
ORDER BY r.captured_at DESC
LIMIT 50;
