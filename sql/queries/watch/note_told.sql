-- Note that these alerts were sent to this address: opened ones, and ended ones.
UPDATE wireroom.alerts
SET
    told_at = coalesce(told_at, %(now)s),
    told = CASE WHEN id = ANY (%(opened)s) THEN array_append(told, %(address)s) ELSE told END,
    told_over = CASE WHEN id = ANY (%(ended)s) THEN array_append(told_over, %(address)s) ELSE told_over END
WHERE id = ANY (%(opened)s) OR id = ANY (%(ended)s);
