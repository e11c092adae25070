-- How many of these units are read, as they are now, and their bytes; of a unit in part and in whole one counts.
SELECT count(*)::integer AS units, coalesce(sum(r.size), 0)::bigint AS size
FROM (
    SELECT DISTINCT ON (u.source, u.unit) u.size
    FROM unnest(%(keys)s::bytea [], %(fingerprints)s::text []) AS n (key, fingerprint)
    JOIN wireroom.backfill_units AS u ON u.key = n.key AND u.fingerprint IN (n.fingerprint, split_part(n.fingerprint, '-', 1) || '-') -- see take_stamps
    WHERE u.state IN ('done', 'damaged', 'refused')
    ORDER BY u.source, u.unit
) AS r;
