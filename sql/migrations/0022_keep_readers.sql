-- Whose reading of a feed is believed, and what the second reader found that the first did not.
ALTER TABLE wireroom.feed_states
    ADD COLUMN reader text,
    ADD COLUMN fuller_reader text,
    ADD COLUMN disagreement text NOT NULL DEFAULT '',
    ADD COLUMN compared_at timestamptz;
COMMENT ON COLUMN wireroom.feed_states.reader IS 'Whose reading is believed: wireroom or feedparser; NULL: no document was read yet.';
COMMENT ON COLUMN wireroom.feed_states.fuller_reader IS 'Another that the last comparison found fuller: believed if the next one agrees.';
COMMENT ON COLUMN wireroom.feed_states.disagreement IS 'What feedparser found and our reader did not, in words, when they were last compared; empty: nothing.';
COMMENT ON COLUMN wireroom.feed_states.compared_at IS 'When feedparser last read a document too; NULL: never.';
UPDATE wireroom.feed_states SET reader = 'wireroom' WHERE format IS NOT NULL;
