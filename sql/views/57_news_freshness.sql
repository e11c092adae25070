CREATE OR REPLACE VIEW news.freshness AS
WITH timed AS (
    SELECT
        (a.published_at AT TIME ZONE 'UTC')::date AS day,
        a.publisher_id,
        a.first_seen_at - a.published_at AS to_captured,
        c.filed_at - a.first_seen_at AS to_filed,
        -- what a backfill brings says nothing of how fast we are, nor does what a feed held when it was listed, or a date
        -- ahead of its capture
        a.published_at >= f.added_at AND a.first_seen_at - a.published_at >= interval '0'
            AND a.first_seen_at - a.published_at <= interval '2 days' AND c.filed_at - a.first_seen_at < interval '2 days' AS is_live
    FROM wireroom.articles AS a
    JOIN wireroom.changes AS c ON c.article_id = a.id AND c.version = 1 AND c.kind = 'inserted'
    JOIN wireroom.feeds AS f ON f.id = a.home_feed_id
    WHERE a.published_precision IN ('second', 'minute')
)
SELECT
    m.*,
    extract(epoch FROM m.captured_after_p50)::double precision AS captured_after_p50_seconds,
    extract(epoch FROM m.captured_after_p95)::double precision AS captured_after_p95_seconds,
    extract(epoch FROM m.filed_after_p50)::double precision AS filed_after_p50_seconds,
    extract(epoch FROM m.filed_after_p95)::double precision AS filed_after_p95_seconds,
    extract(epoch FROM m.queryable_after_p50)::double precision AS queryable_after_p50_seconds,
    extract(epoch FROM m.queryable_after_p95)::double precision AS queryable_after_p95_seconds
FROM (
    SELECT
        t.day,
        t.publisher_id,
        coalesce(p.name, p.domain) AS publisher,
        count(*) FILTER (WHERE t.is_live) AS articles,
        count(*) FILTER (WHERE NOT t.is_live) AS left_out,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY t.to_captured) FILTER (WHERE t.is_live) AS captured_after_p50,
        percentile_cont(0.95) WITHIN GROUP (ORDER BY t.to_captured) FILTER (WHERE t.is_live) AS captured_after_p95,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY t.to_filed) FILTER (WHERE t.is_live) AS filed_after_p50,
        percentile_cont(0.95) WITHIN GROUP (ORDER BY t.to_filed) FILTER (WHERE t.is_live) AS filed_after_p95,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY t.to_captured + t.to_filed) FILTER (WHERE t.is_live) AS queryable_after_p50,
        percentile_cont(0.95) WITHIN GROUP (ORDER BY t.to_captured + t.to_filed) FILTER (WHERE t.is_live) AS queryable_after_p95
    FROM timed AS t
    LEFT JOIN wireroom.publishers AS p ON p.id = t.publisher_id
    GROUP BY t.day, t.publisher_id, p.name, p.domain
) AS m;
COMMENT ON VIEW news.freshness IS
    'From publication to the database, by publisher and day. Only articles from feeds whose date has a time; ask for a few days at once.';
COMMENT ON COLUMN news.freshness.day IS 'Day of publication (UTC).';
COMMENT ON COLUMN news.freshness.publisher_id IS 'Who published: news.publishers.id.';
COMMENT ON COLUMN news.freshness.publisher IS 'Its name, or its domain.';
COMMENT ON COLUMN news.freshness.articles IS 'Articles measured.';
COMMENT ON COLUMN news.freshness.left_out IS 'Articles not measured: captured or filed more than two days late, as a backfill brings them; dated ahead; or published before their feed was listed.';
COMMENT ON COLUMN news.freshness.captured_after_p50 IS 'From publication to the first capture; half were faster.';
COMMENT ON COLUMN news.freshness.captured_after_p95 IS 'The same; 95 % were faster.';
COMMENT ON COLUMN news.freshness.filed_after_p50 IS 'From the first capture to the database; half were faster.';
COMMENT ON COLUMN news.freshness.filed_after_p95 IS 'The same; 95 % were faster.';
COMMENT ON COLUMN news.freshness.queryable_after_p50 IS 'From publication to the database; half were faster.';
COMMENT ON COLUMN news.freshness.queryable_after_p95 IS 'The same; 95 % were faster.';
COMMENT ON COLUMN news.freshness.captured_after_p50_seconds IS 'The same as captured_after_p50, in seconds: connectorx and polars take no intervals.';
COMMENT ON COLUMN news.freshness.captured_after_p95_seconds IS 'The same as captured_after_p95, in seconds: connectorx and polars take no intervals.';
COMMENT ON COLUMN news.freshness.filed_after_p50_seconds IS 'The same as filed_after_p50, in seconds: connectorx and polars take no intervals.';
COMMENT ON COLUMN news.freshness.filed_after_p95_seconds IS 'The same as filed_after_p95, in seconds: connectorx and polars take no intervals.';
COMMENT ON COLUMN news.freshness.queryable_after_p50_seconds IS 'The same as queryable_after_p50, in seconds: connectorx and polars take no intervals.';
COMMENT ON COLUMN news.freshness.queryable_after_p95_seconds IS 'The same as queryable_after_p95, in seconds: connectorx and polars take no intervals.';
