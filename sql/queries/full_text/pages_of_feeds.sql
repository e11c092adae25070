-- Feeds whose pages may be fetched: how the last ones came out, the latest first; how many are under way or failed of late.
SELECT
    f.id, f.full_text,
    ARRAY(
        SELECT p.outcome
        FROM wireroom.pages AS p
        WHERE p.feed_id = f.id AND p.outcome = ANY(%(judged)s)
        ORDER BY p.asked_at DESC
        LIMIT %(remembered)s
    ) AS outcomes,
    (SELECT max(p.asked_at) FROM wireroom.pages AS p WHERE p.feed_id = f.id AND p.outcome = ANY(%(judged)s)) AS judged_at,
    (
        SELECT count(*)
        FROM wireroom.pages AS p
        WHERE p.feed_id = f.id AND (p.outcome IS NULL OR p.outcome <> ALL(%(judged)s))
            AND (
                p.asked_at > %(now)s - interval '6 hours'
                OR (p.asked_at IS NULL AND p.next_try_at > %(now)s - interval '6 hours')
            )
    ) AS unjudged
FROM wireroom.feeds AS f
LEFT JOIN wireroom.feed_states AS s ON s.feed_id = f.id
WHERE f.retired_at IS NULL AND NOT f.paused AND f.full_text <> 'never'
    AND wireroom.feed_fits(%(match)s, f.id, f.publisher, concat_ws(' ', f.url, f.title, f.publisher, s.title))
ORDER BY f.id;
