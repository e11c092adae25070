-- Bytes of each part of the database, indexes included, and the day of the oldest in it.
WITH sizes AS (
    SELECT
        CASE
            WHEN c.relname ~ '^articles(_|$)' THEN 'articles'
            WHEN c.relname IN ('revisions', 'copies') THEN 'versions'
            WHEN c.relname IN ('article_search', 'search_queue') THEN 'search'
            WHEN c.relname IN ('article_keys', 'article_heads', 'sightings') THEN 'identity'
            WHEN c.relname = 'changes' THEN 'changes'
            WHEN c.relname = 'run_feeds' THEN 'polls'
            WHEN c.relname IN ('runs', 'landings') THEN 'runs'
            WHEN c.relname = 'rejected' THEN 'quarantine'
            ELSE 'other tables'
        END AS part,
        pg_total_relation_size(c.oid) AS bytes
    FROM pg_class AS c
    WHERE c.relnamespace = 'wireroom'::regnamespace AND c.relkind = 'r'
)
SELECT
    s.part,
    sum(s.bytes)::bigint AS bytes,
    (
        CASE s.part
            WHEN 'polls' THEN (
                SELECT r.started_at
                FROM wireroom.runs AS r
                WHERE r.id >= (SELECT min(run_id) FROM wireroom.run_feeds)
                ORDER BY r.kind IN ('ingest', 'websub') DESC, r.id -- the others may have been begun again since
                LIMIT 1
            )
            WHEN 'runs' THEN (SELECT min(started_at) FROM wireroom.runs)
            WHEN 'quarantine' THEN (SELECT min(last_seen_at) FROM wireroom.rejected)
            ELSE (SELECT filed_at FROM wireroom.changes ORDER BY position LIMIT 1)
        END AT TIME ZONE 'UTC'
    )::date AS oldest
FROM sizes AS s
GROUP BY s.part
ORDER BY s.part;
