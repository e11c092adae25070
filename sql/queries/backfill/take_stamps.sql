-- Files whose stamp was not known when they were read are told by it from now on, where their size is the same: earlier
-- releases knew none of a server that gives only the time of the last change, and every such file would be read again.
UPDATE wireroom.backfill_units AS u
SET fingerprint = n.fingerprint
FROM unnest(%(keys)s::bytea [], %(fingerprints)s::text []) AS n (key, fingerprint)
WHERE u.key = n.key AND u.fingerprint = split_part(n.fingerprint, '-', 1) || '-' AND u.fingerprint <> n.fingerprint;
