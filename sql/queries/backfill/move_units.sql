-- Move the ledger of a feed to its new address; existing lines there stay as they are.
UPDATE wireroom.backfill_units AS u
SET source = %(source)s, key = m.new_key
FROM unnest(%(keys)s::bytea[], %(new_keys)s::bytea[]) AS m (key, new_key)
WHERE u.key = m.key AND NOT EXISTS (SELECT FROM wireroom.backfill_units AS there WHERE there.key = m.new_key);
