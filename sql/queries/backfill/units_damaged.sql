-- Of units, those that were read as they are now and found damaged, by the backfill that read them; in part or in whole.
SELECT u.backfill_id, count(DISTINCT (u.source, u.unit))::integer AS found
FROM unnest(%(keys)s::bytea [], %(fingerprints)s::text []) AS n (key, fingerprint)
JOIN wireroom.backfill_units AS u ON u.key = n.key AND u.fingerprint = n.fingerprint
WHERE u.state = 'damaged'
GROUP BY u.backfill_id
ORDER BY u.backfill_id DESC;
