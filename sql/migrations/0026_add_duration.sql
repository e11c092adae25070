-- How long a podcast's episode is. Of articles filed before it is not known: a replay of what was landed tells it.
ALTER TABLE wireroom.articles ADD COLUMN duration_seconds integer CHECK (duration_seconds > 0);
COMMENT ON COLUMN wireroom.articles.duration_seconds IS 'Length of a podcast''s episode, in seconds; NULL: not said.';
