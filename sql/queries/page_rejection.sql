-- One entry in quarantine, with the beginning of its bytes.
SELECT
    id, reason, detail, feed_id, feed, first_seen_at, last_seen_at, times, run_id,
    substring(raw FROM 1 FOR %(bytes)s) AS raw, octet_length(raw) AS size
FROM news.rejected
WHERE id = %(rejected_id)s;
