-- Units of a backfill that were not read to their end, or must be tried again.
SELECT unit
FROM wireroom.backfill_units
WHERE backfill_id = %(backfill_id)s AND state IN ('planned', 'failed')
ORDER BY source, unit;
