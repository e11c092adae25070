-- The sets of a backfill with what is left to read of each.
SELECT set_number, count(*) AS units, sum(size)::bigint AS size, min(unit) AS first_unit
FROM wireroom.backfill_units
WHERE backfill_id = %(backfill_id)s AND state = 'planned'
GROUP BY set_number
ORDER BY set_number;
