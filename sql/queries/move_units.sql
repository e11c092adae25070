-- The ledger of a feed goes where the feed goes; what was done there already stays as it is.
UPDATE wireroom.backfill_units AS u
SET source = %(source)s, key = m.new_key
FROM unnest(%(keys)s::bytea[], %(new_keys)s::bytea[]) AS m (key, new_key)
WHERE u.key = m.key AND NOT EXISTS (SELECT FROM wireroom.backfill_units AS there WHERE there.key = m.new_key);
