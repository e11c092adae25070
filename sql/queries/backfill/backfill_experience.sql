-- What reading units of an origin came to: of days by source, of files by what was wanted of them and by size. Days that a command
-- has asked for stand beside those of their feeds, and CPU time was not always measured.
SELECT
    CASE u.uri WHEN '' THEN u.source ELSE '' END AS source,
    u.part,
    CASE u.uri WHEN '' THEN 0 ELSE length(u.size::text) END AS digits,
    count(*) AS units,
    sum(u.entries)::bigint AS entries,
    sum(u.size)::bigint AS size,
    count(*) FILTER (WHERE u.cpu_seconds > 0) AS units_timed,
    coalesce(sum(u.size) FILTER (WHERE u.cpu_seconds > 0), 0)::bigint AS size_timed,
    sum(u.cpu_seconds) AS cpu_seconds
FROM wireroom.backfill_units AS u
WHERE
    u.origin = %(origin)s
    AND u.state IN ('done', 'damaged')
    AND (u.uri <> '' OR (u.backfill_id IS NULL AND u.unit <> 'all days'))
GROUP BY 1, 2, 3;
