-- One feed: all that is known of it.
SELECT
    id, title, name, url, site_url, publisher, category, country, language, format, health, condition, cause, needs_somebody,
    outcome, detail, last_error, failures, http_status, cadence, last_polled_at, last_well_at, last_new_at, next_poll_at,
    articles, paused, added_at, retired_at, suspected_misses, suspected_missing_at,
    next_poll_reason, moving_to, moving_since, moving_note, moving_refused, moved_to, rules,
    reader, disagreement, compared_at
FROM news.feeds
WHERE id = %(feed_id)s;
