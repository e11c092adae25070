-- Alerts: the open ones, or those of the past, the newest first; silenced ones after the others. Or the one by its id.
SELECT
    id, rule, subject, words, feed_id, opened_at, seen_at, closed_at, closed_by, is_open, silenced_until, silenced_reason,
    silenced_by, told_at
FROM news.alerts
WHERE (id = %(alert_id)s OR %(alert_id)s::bigint IS NULL AND is_open <> %(past)s)
ORDER BY silenced_until IS NOT NULL, opened_at DESC, id DESC
LIMIT %(limit)s OFFSET %(offset)s;
