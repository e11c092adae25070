-- Landing files with pages that nobody has read, of runs that are over.
SELECT DISTINCT p.landing_uri AS uri, p.run_id
FROM wireroom.pages AS p
LEFT JOIN wireroom.runs AS r ON r.id = p.run_id
WHERE p.outcome IS NULL AND p.landing_uri IS NOT NULL AND p.run_id <> %(run_id)s
    AND NOT coalesce(wireroom.is_alive(r.status, r.alive_until, %(now)s), false)
ORDER BY p.landing_uri;
