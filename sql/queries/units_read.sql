-- How many of these units are read, as they are now; of a unit in part and in whole one counts.
SELECT count(DISTINCT (u.source, u.unit))::integer AS units
FROM unnest(%(keys)s::bytea [], %(fingerprints)s::text []) AS n (key, fingerprint)
JOIN wireroom.backfill_units AS u ON u.key = n.key AND u.fingerprint = n.fingerprint
WHERE u.state IN ('done', 'damaged', 'refused');
