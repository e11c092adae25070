-- Backups and exports at work since `since`; of exports those that may hold one of `ids`, in any version, by its day.
SELECT f.kind, f.host, f.path, f.made_at
FROM wireroom.files_made AS f
WHERE f.made_at >= %(since)s
    AND (
        f.kind = 'backup'
        -- told anew from its first version on: with which days it was exported before, nobody knows any more
        OR EXISTS (SELECT FROM wireroom.changes AS c WHERE c.article_id = ANY(%(ids)s::bigint[]) AND c.kind = 'rewritten')
        OR EXISTS (
            SELECT
            FROM (
                SELECT a.published_at, a.first_seen_at FROM wireroom.articles AS a WHERE a.id = ANY(%(ids)s::bigint[])
                UNION
                SELECT r.published_at, a.first_seen_at
                FROM wireroom.revisions AS r
                JOIN wireroom.articles AS a ON a.id = r.article_id
                WHERE r.article_id = ANY(%(ids)s::bigint[])
            ) AS said
            WHERE CASE
                WHEN said.published_at IS NOT NULL
                    THEN (said.published_at AT TIME ZONE 'UTC')::date BETWEEN f.since AND f.until
                -- exported with the day on which it came in, which moves back only, as where a clock was ahead
                ELSE f.until >= (said.first_seen_at AT TIME ZONE 'UTC')::date
            END
        )
    )
ORDER BY f.made_at, f.kind, f.host, f.path;
