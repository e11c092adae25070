-- When each feed publishes, so that it is asked when it is worth a request, and why it is asked next when it is; and what
-- list of feeds the database follows, so that an unchanged one is not read at every run. Nothing is learned for the feeds
-- of before: their next document teaches it.
ALTER TABLE wireroom.feed_states
    ADD COLUMN rhythm_counts smallint [],
    ADD COLUMN rhythm_since timestamptz,
    ADD COLUMN rhythm_until timestamptz,
    ADD COLUMN rhythm_at timestamptz,
    ADD COLUMN wish interval,
    ADD COLUMN next_poll_reason text NOT NULL DEFAULT '';
COMMENT ON COLUMN wireroom.feed_states.rhythm_counts IS 'Entries published in each of the 168 hours of a week, from Monday''s first in UTC, in 64ths; what was published counts half as much after four weeks. NULL: no dates were seen.';
COMMENT ON COLUMN wireroom.feed_states.rhythm_since IS 'When the time began in which they were published.';
COMMENT ON COLUMN wireroom.feed_states.rhythm_until IS 'Date of the newest entry that is counted.';
COMMENT ON COLUMN wireroom.feed_states.rhythm_at IS 'When they counted so much.';
COMMENT ON COLUMN wireroom.feed_states.wish IS 'How long the last document asks to be left alone (ttl, sy:updatePeriod); NULL: it does not.';
COMMENT ON COLUMN wireroom.feed_states.next_poll_reason IS 'Why it is asked next when it is, in words.';

ALTER TABLE wireroom.feed_list ADD COLUMN digest bytea;
COMMENT ON COLUMN wireroom.feed_list.digest IS 'SHA-256 of the file as it was followed last, and of the code that read it; NULL: not followed since.';
