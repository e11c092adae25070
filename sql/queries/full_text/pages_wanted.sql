-- Articles of these feeds, of each the newest few, whose pages are to be asked for: those that live ingest saw first, and
-- whose page was not asked for, is to be tried again, or whose feed says something else since.
SELECT c.id AS article_id, w.feed_id, c.url, f.url AS feed_url, f.private
FROM unnest(%(feed_ids)s::bigint[], %(most)s::integer[]) AS w (feed_id, most)
JOIN wireroom.feeds AS f ON f.id = w.feed_id
CROSS JOIN LATERAL (
    SELECT h.id, a.url, s.first_seen_at, a.published_at
    FROM wireroom.sightings AS s
    JOIN wireroom.article_heads AS h ON h.id = s.article_id AND h.home_feed_id = s.feed_id
    JOIN wireroom.articles AS a ON a.id = h.id
    LEFT JOIN wireroom.pages AS p ON p.article_id = h.id
    WHERE s.feed_id = w.feed_id
        AND s.first_seen_at > %(since)s AND s.first_seen_at <= %(now)s + interval '5 minutes'
        AND a.url ~ '^https?://' AND strpos(a.url, '***') = 0
        AND (
            p.article_id IS NULL
            OR p.next_try_at <= %(now)s
            OR (
                p.outcome = 'full_text' AND p.asked_at < %(now)s - interval '1 hour'
                AND EXISTS (
                    SELECT FROM wireroom.copies AS o
                    WHERE o.article_id = h.id AND o.feed_id = s.feed_id AND NOT o.from_page AND o.captured_at > p.asked_at
                )
            )
        )
        AND EXISTS (
            SELECT FROM wireroom.changes AS g
            JOIN wireroom.runs AS r ON r.id = g.run_id
            WHERE g.article_id = h.id AND g.kind = 'inserted' AND (r.kind IN ('ingest', 'websub') OR r.full_text)
        )
    ORDER BY s.first_seen_at DESC, a.published_at DESC NULLS LAST, h.id
    LIMIT w.most
) AS c
ORDER BY c.first_seen_at DESC, c.published_at DESC NULLS LAST, c.id;
