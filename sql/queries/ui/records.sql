-- The landed records behind an article's present version: of the poll that brought it, and of its page.
SELECT 'feed' AS what, p.polled_at AS captured_at, p.landing_uri, p.landing_record, p.run_id
FROM news.revisions AS r
JOIN news.polls AS p ON p.run_id = r.run_id AND p.feed_id = r.feed_id
WHERE r.article_id = %(article_id)s AND p.landing_uri IS NOT NULL
    AND r.version = (
        SELECT max(o.version)
        FROM news.revisions AS o
        WHERE o.article_id = %(article_id)s AND o.change_reason IS DISTINCT FROM 'full_text'
    )
UNION ALL
SELECT 'page' AS what, g.asked_at AS captured_at, g.landing_uri, g.landing_record, g.run_id
FROM news.pages AS g
WHERE g.article_id = %(article_id)s AND g.landing_uri IS NOT NULL
ORDER BY what;
