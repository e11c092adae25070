-- What the polls taught. Guard: an older poll filed late never overwrites a newer one. A feed that was put off for the
-- sake of others of its host was not asked: when it was last asked stays.
INSERT INTO wireroom.feed_states AS kept (
    feed_id, etag, last_modified, body_sha256, fetch_url, redirected_to, redirected_since, redirected_polls, move_note,
    polls_since_full, failures,
    last_polled_at, last_well_at, last_new_at, next_poll_at, interval, outcome, detail, status, entries, title,
    site_url, language, format, day_first, archive_url, window_seen_at, window_oldest, window_newest, window_entries,
    window_shortest, missed, missed_at, reader, fuller_reader, disagreement, compared_at,
    rhythm_counts, rhythm_since, rhythm_until, rhythm_at, wish, next_poll_reason, hub_url, topic_url, first_filled_at,
    empty_since
)
SELECT
    r.feed_id, r.etag, r.last_modified, r.body_sha256, r.fetch_url, r.redirected_to, r.redirected_since,
    r.redirected_polls, r.move_note, r.polls_since_full, r.failures, CASE WHEN r.put_off THEN s.last_polled_at ELSE r.polled_at END, CASE WHEN r.well THEN r.polled_at END,
    CASE WHEN r.inserted > 0 THEN r.polled_at END,
    CASE WHEN told.is_told THEN greatest(r.next_poll_at, r.polled_at + interval '1 day') ELSE r.next_poll_at END, r.interval, r.outcome, r.detail, r.status, r.entries,
    r.title, r.site_url, r.language, r.format, r.day_first, r.archive_url, r.window_seen_at, r.window_oldest,
    r.window_newest, r.window_entries, r.window_shortest, r.missed, CASE WHEN r.missed > 0 THEN r.polled_at END,
    r.reader, r.fuller_reader, coalesce(r.disagreement, ''), CASE WHEN r.disagreement IS NOT NULL THEN r.polled_at END,
    r.rhythm_counts, r.rhythm_since, r.rhythm_until, r.rhythm_at, r.wish,
    CASE WHEN told.is_told THEN 'its hub tells us what is new (WebSub): once a day, to keep it honest' ELSE r.next_poll_reason END,
    r.hub_url, r.topic_url,
    CASE WHEN r.outcome IN ('ok', 'malformed', 'capped') THEN r.polled_at END,
    CASE WHEN r.outcome = 'empty' THEN r.polled_at END
FROM staged_results AS r
JOIN wireroom.feeds AS f ON f.id = r.feed_id
LEFT JOIN wireroom.feed_states AS s ON s.feed_id = r.feed_id
CROSS JOIN LATERAL (
    SELECT r.well
        -- Told by the hub that the document names, not by one of before.
        AND EXISTS (
            SELECT FROM wireroom.hub_subscriptions AS h
            WHERE h.feed_id = r.feed_id
                AND h.hub = CASE WHEN r.format IS NULL THEN s.hub_url ELSE r.hub_url END
                AND h.topic = CASE WHEN r.format IS NULL THEN s.topic_url ELSE r.topic_url END
        )
        AND wireroom.is_told(r.feed_id, r.polled_at, r.polled_at) AS is_told
) AS told
WHERE NOT r.put_off OR s.last_polled_at IS NULL OR s.last_polled_at <= r.polled_at
ON CONFLICT (feed_id) DO UPDATE SET
    etag = excluded.etag,
    last_modified = excluded.last_modified,
    body_sha256 = excluded.body_sha256,
    -- What the operator has decided since the poll stands (accept_move, refuse_move).
    (fetch_url, redirected_to, redirected_since, redirected_polls, move_note, redirect_shares) = (
        SELECT place.*
        FROM (
            SELECT
                excluded.fetch_url, excluded.redirected_to, excluded.redirected_since, excluded.redirected_polls,
                excluded.move_note,
                kept.redirect_shares AND kept.redirected_to IS NOT DISTINCT FROM excluded.redirected_to
            WHERE kept.move_decided_at IS NULL OR kept.move_decided_at <= excluded.last_polled_at
            UNION ALL
            SELECT
                kept.fetch_url, kept.redirected_to, kept.redirected_since, kept.redirected_polls, kept.move_note,
                kept.redirect_shares
            WHERE kept.move_decided_at > excluded.last_polled_at
        ) AS place
    ),
    polls_since_full = excluded.polls_since_full,
    failures = excluded.failures,
    last_polled_at = excluded.last_polled_at,
    last_well_at = coalesce(excluded.last_well_at, kept.last_well_at),
    last_new_at = coalesce(excluded.last_new_at, kept.last_new_at),
    next_poll_at = excluded.next_poll_at,
    interval = excluded.interval,
    outcome = excluded.outcome,
    detail = excluded.detail,
    status = excluded.status,
    -- Of the last body that was read, and whole: a failure, a torn one and one that was not sent say nothing of it.
    entries = CASE
        WHEN excluded.last_well_at IS NULL OR excluded.outcome IN ('not_modified', 'unchanged') THEN kept.entries
        ELSE excluded.entries
    END,
    -- So that a feed that was emptied is told from one that is empty at times (feed_condition).
    first_filled_at = coalesce(kept.first_filled_at, excluded.first_filled_at),
    empty_since = CASE
        WHEN excluded.first_filled_at IS NULL THEN coalesce(kept.empty_since, excluded.empty_since)
    END,
    longest_empty = CASE
        WHEN excluded.first_filled_at IS NULL THEN kept.longest_empty
        ELSE greatest(kept.longest_empty, excluded.first_filled_at - kept.empty_since)
    END,
    title = coalesce(excluded.title, kept.title),
    site_url = coalesce(excluded.site_url, kept.site_url),
    language = coalesce(excluded.language, kept.language),
    format = coalesce(excluded.format, kept.format),
    day_first = coalesce(excluded.day_first, kept.day_first),
    archive_url = coalesce(excluded.archive_url, kept.archive_url),
    -- Of the last document that was read; one without a hub takes it away.
    hub_url = CASE WHEN excluded.format IS NULL THEN kept.hub_url ELSE excluded.hub_url END,
    topic_url = CASE WHEN excluded.format IS NULL THEN kept.topic_url ELSE excluded.topic_url END,
    window_seen_at = excluded.window_seen_at,
    window_oldest = excluded.window_oldest,
    window_newest = excluded.window_newest,
    window_entries = excluded.window_entries,
    window_shortest = excluded.window_shortest,
    rhythm_counts = excluded.rhythm_counts,
    rhythm_since = excluded.rhythm_since,
    rhythm_until = excluded.rhythm_until,
    rhythm_at = excluded.rhythm_at,
    wish = excluded.wish,
    next_poll_reason = excluded.next_poll_reason,
    missed = kept.missed + excluded.missed,
    missed_at = coalesce(excluded.missed_at, kept.missed_at),
    reader = excluded.reader,
    fuller_reader = excluded.fuller_reader,
    disagreement = CASE WHEN excluded.compared_at IS NULL THEN kept.disagreement ELSE excluded.disagreement END,
    compared_at = coalesce(excluded.compared_at, kept.compared_at)
WHERE kept.last_polled_at IS NULL OR kept.last_polled_at <= excluded.last_polled_at;
