-- How long the rest of a backfill takes goes by the time that was worked at it: it went by the time since it was asked for,
-- pauses and all. And who loads the days of a command, which are runs of their own: it looked stopped while it ran.
ALTER TABLE wireroom.backfills
ADD COLUMN resumed_at timestamptz,
ADD COLUMN worked_seconds double precision NOT NULL DEFAULT 0,
ADD COLUMN work_before bigint NOT NULL DEFAULT 0,
ADD COLUMN process text;
COMMENT ON COLUMN wireroom.backfills.resumed_at IS 'When reading began, or went on after a pause; NULL: nobody reads, or did before this was noted.';
COMMENT ON COLUMN wireroom.backfills.worked_seconds IS 'Seconds of reading before that, pauses left out.';
COMMENT ON COLUMN wireroom.backfills.work_before IS 'Bytes that were read of its files, by other backfills, when reading began first; a file or day weighs 20,000 more.';
COMMENT ON COLUMN wireroom.backfills.process IS 'That loads the days, which are runs of their own; NULL: of files, see their run.';
