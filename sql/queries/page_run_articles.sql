-- Articles that one run brought or corrected; the bytes of a poll are captured while its run is under way.
SELECT r.article_id AS id, r.version, r.title, r.published_at, r.captured_at, r.changed, r.change_reason, r.feed_id
FROM news.revisions AS r
WHERE r.run_id = %(run_id)s
    AND r.captured_at >= %(began)s AND r.captured_at <= %(ended)s
ORDER BY r.version > 1, r.captured_at DESC, r.article_id
LIMIT %(limit)s;
