-- Order of columns: plugins/wireroom/store/articles/staged_rows.py, result_row.
COPY staged_results (
    feed_id, etag, last_modified, body_sha256, fetch_url, redirected_to, redirected_since, redirected_polls,
    move_note, polls_since_full, failures, polled_at, well, inserted, next_poll_at, interval, outcome,
    detail, status, entries, title, site_url, language, format, day_first, archive_url, url, elapsed_ms,
    landing_uri, landing_record, window_seen_at, window_oldest, window_newest, window_entries,
    window_shortest, missed, reader, fuller_reader, disagreement, rhythm_counts, rhythm_since, rhythm_until,
    rhythm_at, wish, next_poll_reason, put_off, hub_url, topic_url
) FROM STDIN;
