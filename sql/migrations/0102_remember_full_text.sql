-- A backfill that goes on has the pages fetched too, if that was asked for at first.
ALTER TABLE wireroom.backfills ADD COLUMN full_text boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN wireroom.backfills.full_text IS 'The pages of what its days bring are fetched too.';
