-- A takedown of an article, or a dry run of one; no row where one is under way.
INSERT INTO wireroom.takedowns (article_id, is_dry_run, reason, asked_by, asked_at)
VALUES (%(article_id)s, %(is_dry_run)s, %(reason)s, %(asked_by)s, %(now)s)
ON CONFLICT DO NOTHING
RETURNING id;
