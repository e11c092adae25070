-- Who carried what: the only rows that an unchanged article touches. How far the feed is trusted its last capture
-- says, in whatever order captures are filed.
INSERT INTO wireroom.sightings AS kept (article_id, feed_id, first_seen_at, last_seen_at, times, trust)
SELECT
    article_id, feed_id, min(seen_at), max(seen_at), count(*), (array_agg(trust ORDER BY seen_at DESC, trust DESC))[1]
FROM staged_sightings
GROUP BY article_id, feed_id
ON CONFLICT (article_id, feed_id) DO UPDATE SET
    first_seen_at = least(kept.first_seen_at, excluded.first_seen_at),
    last_seen_at = greatest(kept.last_seen_at, excluded.last_seen_at),
    times = kept.times + excluded.times,
    trust = CASE WHEN excluded.last_seen_at < kept.last_seen_at THEN kept.trust ELSE excluded.trust END;
