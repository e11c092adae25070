-- Pages of earlier runs whose landing file could not be read for so long: they are asked for again, a few times.
WITH lost AS (
    UPDATE wireroom.pages AS p
    SET
        outcome = %(lost)s, detail = 'its landing file could not be read: ' || p.landing_uri,
        next_try_at = CASE WHEN p.tries < 4 THEN %(now)s::timestamptz END
    WHERE p.outcome IS NULL AND p.landing_uri IS NOT NULL AND p.asked_at < %(before)s AND p.run_id <> %(run_id)s
    RETURNING p.landing_uri AS uri
)
SELECT l.uri, count(*) AS pages
FROM lost AS l
GROUP BY l.uri
ORDER BY l.uri;
