-- Runs, the newest first; of one that is under way what it has brought so far, of a day's backfill the day.
SELECT
    r.id, r.kind, r.key, r.status, r.started_at, r.finished_at, r.duration, r.detail, r.feeds_failed,
    coalesce(so_far.feeds, r.feeds) AS feeds,
    coalesce(so_far.inserted, r.inserted)::bigint AS inserted,
    coalesce(so_far.revised, r.revised)::bigint AS revised,
    coalesce(so_far.rejected, r.rejected)::bigint AS rejected,
    CASE WHEN r.kind <> 'ingest' THEN (SELECT count(*) FROM news.polls AS p WHERE p.run_id = r.id AND p.feed_id > 0) END AS feeds_read,
    r.day
FROM news.runs AS r
LEFT JOIN LATERAL (
    SELECT
        nullif(count(p.outcome), 0) AS feeds, sum(p.inserted) AS inserted, sum(p.revised) AS revised,
        sum(p.rejected) AS rejected
    FROM news.polls AS p
    WHERE r.status = 'running' AND p.run_id = r.id
) AS so_far ON true
WHERE (%(kind)s = '' OR r.kind = %(kind)s)
    AND (NOT %(busy)s OR r.inserted > 0 OR r.revised > 0 OR r.rejected > 0 OR r.status <> 'succeeded')
ORDER BY r.started_at DESC, r.id DESC
LIMIT %(limit)s OFFSET %(offset)s;
