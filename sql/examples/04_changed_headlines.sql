-- What did publishers change after publication? Each version beside the one before it.
SELECT
    now.article_id, before.seen_at AS was_seen_at, now.seen_at AS changed_at, now.changed,
    before.title AS title_before, now.title AS title_after
FROM news.revisions AS now
JOIN news.revisions AS before ON before.article_id = now.article_id AND before.version = now.version - 1
ORDER BY now.seen_at DESC
LIMIT 50;
