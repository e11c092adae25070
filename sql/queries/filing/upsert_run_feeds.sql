-- What this run did with each feed. A poll filed again says anew what it met, and what it inserted before stays
-- inserted; documents without a poll add up, file after file.
INSERT INTO wireroom.run_feeds AS kept (
    run_id, feed_id, outcome, detail, failures, fetched_at, url, status, elapsed_ms, landing_uri, landing_record,
    entries, inserted, revised, unchanged, rejected, missed,
    dropped, dropped_by
)
SELECT
    %(run_id)s, c.feed_id, r.outcome, coalesce(r.detail, ''), coalesce(r.failures, 0), r.polled_at, r.url, r.status,
    r.elapsed_ms, r.landing_uri, r.landing_record, c.entries, c.inserted, c.revised, c.unchanged, c.rejected,
    coalesce(r.missed, 0), c.dropped, c.dropped_by
FROM staged_counts AS c
LEFT JOIN staged_results AS r ON r.feed_id = c.feed_id
ON CONFLICT (run_id, feed_id) DO UPDATE SET
    outcome = coalesce(excluded.outcome, kept.outcome),
    detail = CASE WHEN excluded.outcome IS NULL THEN kept.detail ELSE excluded.detail END,
    failures = CASE WHEN excluded.outcome IS NULL THEN kept.failures ELSE excluded.failures END,
    fetched_at = coalesce(excluded.fetched_at, kept.fetched_at),
    url = coalesce(excluded.url, kept.url),
    status = coalesce(excluded.status, kept.status),
    elapsed_ms = coalesce(excluded.elapsed_ms, kept.elapsed_ms),
    landing_uri = coalesce(excluded.landing_uri, kept.landing_uri),
    landing_record = coalesce(excluded.landing_record, kept.landing_record),
    inserted = kept.inserted + excluded.inserted,
    missed = kept.missed + excluded.missed,
    revised = kept.revised + excluded.revised,
    entries = CASE WHEN excluded.outcome IS NULL THEN kept.entries + excluded.entries ELSE excluded.entries END,
    rejected = CASE WHEN excluded.outcome IS NULL THEN kept.rejected + excluded.rejected ELSE excluded.rejected END,
    dropped = CASE WHEN excluded.outcome IS NULL THEN kept.dropped + excluded.dropped ELSE excluded.dropped END,
    dropped_by = CASE
        WHEN excluded.outcome IS NOT NULL OR kept.dropped_by IS NULL THEN excluded.dropped_by
        WHEN excluded.dropped_by IS NULL THEN kept.dropped_by
        ELSE (
            SELECT jsonb_object_agg(added.rule, added.entries)
            FROM (
                SELECT d.key AS rule, sum(d.value::bigint) AS entries
                FROM (
                    SELECT * FROM jsonb_each_text(kept.dropped_by)
                    UNION ALL
                    SELECT * FROM jsonb_each_text(excluded.dropped_by)
                ) AS d
                GROUP BY d.key
            ) AS added
        )
    END,
    unchanged = CASE
        WHEN excluded.outcome IS NULL THEN kept.unchanged + excluded.unchanged
        ELSE greatest(excluded.unchanged - kept.inserted - kept.revised, 0)
    END;
