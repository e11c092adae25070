-- Alerts that this address has not taken yet: those that lie open, and those it was told that have ended by themselves.
SELECT a.id, a.rule, a.subject, a.words, a.opened_at, a.closed_at, a.is_open
FROM news.alerts AS a
JOIN wireroom.alerts AS k ON k.id = a.id
WHERE a.is_open AND %(address)s <> ALL (k.told) AND (a.silenced_until IS NULL OR a.silenced_until <= %(now)s)
    OR NOT a.is_open AND a.closed_by IS NULL AND %(address)s = ANY (k.told) AND %(address)s <> ALL (k.told_over)
ORDER BY a.is_open DESC, a.opened_at, a.id;
