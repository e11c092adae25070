-- The units of a backfill in so many sets of about equal work, each in the order of names; a small file costs as much as
-- one of 20 kB.
WITH placed AS (
    SELECT
        key,
        sum(size + 20000) OVER (ORDER BY source, unit, part) - size - 20000 AS before,
        sum(size + 20000) OVER () AS whole
    FROM wireroom.backfill_units
    WHERE backfill_id = %(backfill_id)s AND state = 'planned'
)

UPDATE wireroom.backfill_units AS u
SET set_number = 1 + floor(p.before * %(sets)s / p.whole)
FROM placed AS p
WHERE p.key = u.key;
