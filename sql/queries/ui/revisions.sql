-- Every version of one article, the newest first.
SELECT version, is_current, captured_at, filed_at, title, summary, text, changed, change_reason, trust, run_id
FROM news.revisions
WHERE article_id = %(article_id)s
ORDER BY version DESC
LIMIT %(limit)s;
