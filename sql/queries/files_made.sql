-- Backups and exports at work since `since`; of exports those that reach over a day on which one of `ids` was published, in any version.
SELECT f.kind, f.host, f.path, f.made_at
FROM wireroom.files_made AS f
WHERE f.made_at >= %(since)s
    AND (
        f.kind = 'backup'
        OR EXISTS (
            SELECT
            FROM (
                SELECT a.published_at FROM wireroom.articles AS a WHERE a.id = ANY(%(ids)s::bigint[])
                UNION
                SELECT r.published_at FROM wireroom.revisions AS r WHERE r.article_id = ANY(%(ids)s::bigint[])
            ) AS said
            WHERE (said.published_at AT TIME ZONE 'UTC')::date BETWEEN f.since AND f.until
        )
    )
ORDER BY f.made_at, f.kind, f.host, f.path;
