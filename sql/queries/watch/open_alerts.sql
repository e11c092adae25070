-- Open alerts, those that are silenced last.
SELECT id, rule, subject, words, opened_at, silenced_until, silenced_reason
FROM news.alerts
WHERE is_open
ORDER BY silenced_until IS NOT NULL, opened_at, id;
