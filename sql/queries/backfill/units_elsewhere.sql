-- Of units, those that another backfill is reading.
SELECT count(*)::integer AS found
FROM wireroom.backfill_units
WHERE key = ANY(%(keys)s::bytea []) AND state = 'planned' AND backfill_id <> %(backfill_id)s;
