-- Units of a backfill of which something is missing, and why.
SELECT unit, state, detail
FROM wireroom.backfill_units
WHERE backfill_id = %(backfill_id)s AND state IN ('damaged', 'failed')
ORDER BY source, unit
LIMIT 20;
