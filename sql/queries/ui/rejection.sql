-- One entry in quarantine, with the beginning of its bytes, and whether what met it last was not a poll but a reading of what
-- is kept (a backfill, a replay), which refused it once more.
SELECT
    e.id, e.reason, e.detail, e.feed_id,
    coalesce((SELECT n.name FROM news.feeds AS n WHERE n.id = e.feed_id), e.feed) AS feed, e.first_seen_at, e.last_seen_at, e.times, e.run_id,
    substring(e.raw FROM 1 FOR %(bytes)s) AS raw, octet_length(e.raw) AS size,
    e.times > 1 AND r.kind IN ('backfill', 'replay') IS TRUE AS is_reread, r.started_at AS run_started_at
FROM news.rejected AS e
LEFT JOIN news.runs AS r ON r.id = e.run_id
WHERE e.id = %(rejected_id)s;
