-- Alerts that nobody was told of yet: those that opened, and those told that have ended since the last watch.
SELECT a.id, a.rule, a.subject, a.words, a.opened_at, a.closed_at, a.closed_at IS NULL AS is_open
FROM news.alerts AS a
WHERE a.told_at IS NULL AND a.is_open AND (a.silenced_until IS NULL OR a.silenced_until <= %(now)s)
    OR a.told_at IS NOT NULL AND a.closed_at = %(now)s AND a.closed_by IS NULL
ORDER BY a.is_open DESC, a.opened_at, a.id;
