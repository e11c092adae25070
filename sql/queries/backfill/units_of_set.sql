-- What is left to read of a set, in the order of names.
SELECT
    key, origin, source, unit, part, uri, fingerprint, size, state, documents, entries, inserted, revised, unchanged,
    rejected, days, left_out, requests, cpu_seconds, bookmark
FROM wireroom.backfill_units
WHERE backfill_id = %(backfill_id)s AND set_number = %(set_number)s AND state = 'planned'
ORDER BY source, unit, part;
