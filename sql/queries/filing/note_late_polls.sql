-- A poll older than the last one saved. Where it is the last that was well, what it taught still holds, and only those
-- after it have failed in a row; else it fills in what is not known.
UPDATE wireroom.feed_states AS kept
SET
    last_well_at = CASE WHEN late.is_last_well THEN late.polled_at ELSE kept.last_well_at END,
    etag = CASE WHEN late.is_last_well THEN late.etag ELSE kept.etag END,
    last_modified = CASE WHEN late.is_last_well THEN late.last_modified ELSE kept.last_modified END,
    body_sha256 = CASE WHEN late.is_last_well THEN late.body_sha256 ELSE kept.body_sha256 END,
    entries = CASE
        WHEN NOT late.well OR late.outcome IN ('not_modified', 'unchanged') THEN kept.entries
        WHEN late.is_last_well OR coalesce(kept.entries, 0) = 0 THEN late.entries
        ELSE kept.entries
    END,
    title = CASE WHEN late.is_last_well THEN coalesce(late.title, kept.title) ELSE coalesce(kept.title, late.title) END,
    site_url = CASE
        WHEN late.is_last_well THEN coalesce(late.site_url, kept.site_url) ELSE coalesce(kept.site_url, late.site_url)
    END,
    language = CASE
        WHEN late.is_last_well THEN coalesce(late.language, kept.language) ELSE coalesce(kept.language, late.language)
    END,
    format = CASE
        WHEN late.is_last_well THEN coalesce(late.format, kept.format) ELSE coalesce(kept.format, late.format)
    END,
    day_first = coalesce(kept.day_first, late.day_first),
    archive_url = CASE
        WHEN late.is_last_well THEN coalesce(late.archive_url, kept.archive_url)
        ELSE coalesce(kept.archive_url, late.archive_url)
    END,
    failures = CASE
        WHEN late.is_last_well THEN (
            SELECT count(DISTINCT f.fetched_at)
            FROM wireroom.run_feeds AS f
            WHERE f.feed_id = kept.feed_id AND f.fetched_at > late.polled_at
        )
        WHEN kept.failures > 0 AND NOT late.well AND late.polled_at > coalesce(kept.last_well_at, '-infinity')
            THEN (
                SELECT count(DISTINCT f.fetched_at)
                FROM wireroom.run_feeds AS f
                WHERE f.feed_id = kept.feed_id AND f.fetched_at > coalesce(kept.last_well_at, '-infinity')
            )
        ELSE kept.failures
    END
FROM (
    SELECT r.*, r.well AND r.polled_at > coalesce(s.last_well_at, '-infinity') AS is_last_well
    FROM staged_results AS r
    JOIN wireroom.feed_states AS s ON s.feed_id = r.feed_id
    WHERE r.polled_at < s.last_polled_at
) AS late
WHERE kept.feed_id = late.feed_id;
