-- Backups and exports at work since `since`; of exports those that reach over a day with which one of `ids` is exported, in any version.
SELECT f.kind, f.host, f.path, f.made_at
FROM wireroom.files_made AS f
WHERE f.made_at >= %(since)s
    AND (
        f.kind = 'backup'
        OR EXISTS (
            SELECT
            FROM (
                SELECT coalesce(a.published_at, a.first_seen_at) AS at FROM wireroom.articles AS a WHERE a.id = ANY(%(ids)s::bigint[])
                UNION
                SELECT coalesce(r.published_at, a.first_seen_at)
                FROM wireroom.revisions AS r
                JOIN wireroom.articles AS a ON a.id = r.article_id
                WHERE r.article_id = ANY(%(ids)s::bigint[])
            ) AS said
            WHERE (said.at AT TIME ZONE 'UTC')::date BETWEEN f.since AND f.until
        )
    )
ORDER BY f.made_at, f.kind, f.host, f.path;
