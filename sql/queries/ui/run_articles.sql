-- Articles that one run brought or corrected; the bytes of a poll are captured while its run is under way.
SELECT
    r.*, (SELECT n.name FROM news.feeds AS n WHERE n.id = r.feed_id) AS feed,
    CASE WHEN a.published_at = r.published_at THEN a.published_precision END AS published_precision
FROM (
    SELECT article_id AS id, version, title, published_at, captured_at, changed, change_reason, feed_id
    FROM news.revisions
    WHERE run_id = %(run_id)s
        AND captured_at >= %(began)s AND captured_at <= %(ended)s
    ORDER BY version > 1, captured_at DESC, article_id, version
    LIMIT %(limit)s OFFSET %(offset)s
) AS r
LEFT JOIN LATERAL (
    SELECT * FROM news.articles WHERE id = r.id OFFSET 0 -- looked up, not read through
) AS a ON true
ORDER BY r.version > 1, r.captured_at DESC, r.id, r.version;
