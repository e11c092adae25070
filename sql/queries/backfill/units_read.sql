-- Which of these units are read, as they are now; of a unit in part and in whole one counts.
SELECT DISTINCT u.source, u.unit
FROM unnest(%(keys)s::bytea [], %(fingerprints)s::text []) AS n (key, fingerprint)
JOIN wireroom.backfill_units AS u ON u.key = n.key AND u.fingerprint IN (n.fingerprint, split_part(n.fingerprint, '-', 1) || '-') -- see take_stamps
WHERE u.state IN ('done', 'damaged', 'refused');
