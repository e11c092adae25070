-- Hours in which polls and hubs of these feeds brought new articles; what backfills and replays bring does not count,
-- nor what came under other rules of feeds.yaml.
SELECT p.feed_id, date_trunc('hour', coalesce(p.fetched_at, r.started_at)) AS hour
FROM wireroom.run_feeds AS p
JOIN wireroom.runs AS r ON r.id = p.run_id AND r.kind IN ('ingest', 'websub')
JOIN wireroom.feeds AS f ON f.id = p.feed_id
WHERE p.feed_id = ANY (%(feed_ids)s) AND p.inserted > 0
    AND coalesce(p.fetched_at, r.started_at) >= greatest(%(since)s, f.rules_changed_at)
GROUP BY p.feed_id, hour
ORDER BY p.feed_id, hour;
