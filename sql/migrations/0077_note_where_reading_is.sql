-- How far the reading of a file is: one of gigabytes looked as if nothing was done until its end.
ALTER TABLE wireroom.backfill_units ADD COLUMN position bigint NOT NULL DEFAULT 0;
COMMENT ON COLUMN wireroom.backfill_units.position IS 'Of a file that is being read: the byte where the reading is, as last told.';
