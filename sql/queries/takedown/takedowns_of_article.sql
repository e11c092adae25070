-- What was begun for this article on a page, the last first.
SELECT id, article_id, is_dry_run, reason, asked_by, asked_at, files, searched, ended_at, report, is_left, trouble
FROM wireroom.takedowns
WHERE article_id = %(article_id)s
ORDER BY id DESC
LIMIT 20;
