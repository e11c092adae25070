-- A day that an origin does not reach is neither done nor failed: nothing is wrong, and another origin may have it.
ALTER TABLE wireroom.backfill_units DROP CONSTRAINT backfill_units_state_check;
ALTER TABLE wireroom.backfill_units ADD CONSTRAINT backfill_units_state_check
CHECK (state IN ('planned', 'done', 'damaged', 'refused', 'failed', 'uncovered'));
COMMENT ON COLUMN wireroom.backfill_units.state IS 'planned: not read to its end yet; done; damaged: what is whole of it was filed; refused: no article by name; failed: tried again by the next backfill; uncovered: the origin does not reach that day.';
COMMENT ON COLUMN wireroom.backfill_units.size IS 'Bytes: of a file to read, of a day that came.';
