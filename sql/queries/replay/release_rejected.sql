-- Refused entries that are articles now leave the quarantine.
SELECT wireroom.release_rejected(%(keys)s::bytea[]);
