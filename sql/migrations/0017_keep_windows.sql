-- How long an entry stays in a feed's document, kept across answers without a body, so that no wait outlasts it; and
-- how many entries seem to have left unseen all the same.
ALTER TABLE wireroom.feed_states
    ADD COLUMN window_seen_at timestamptz,
    ADD COLUMN window_oldest timestamptz,
    ADD COLUMN window_newest timestamptz,
    ADD COLUMN window_entries integer,
    ADD COLUMN window_shortest interval,
    ADD COLUMN missed bigint NOT NULL DEFAULT 0,
    ADD COLUMN missed_at timestamptz;
COMMENT ON COLUMN wireroom.feed_states.window_seen_at IS 'When the last body with dated entries was fetched.';
COMMENT ON COLUMN wireroom.feed_states.window_oldest IS 'Date of its oldest entry, but for a tenth of them: some are pinned.';
COMMENT ON COLUMN wireroom.feed_states.window_newest IS 'Date of its newest entry.';
COMMENT ON COLUMN wireroom.feed_states.window_entries IS 'Dated entries in it.';
COMMENT ON COLUMN wireroom.feed_states.window_shortest IS 'How long an entry stays in the document when most is published: no wait is longer than a third of it.';
COMMENT ON COLUMN wireroom.feed_states.missed IS 'Entries that seem to have left the document between two polls, in all; estimated.';
COMMENT ON COLUMN wireroom.feed_states.missed_at IS 'When that was last suspected.';

ALTER TABLE wireroom.run_feeds ADD COLUMN missed bigint NOT NULL DEFAULT 0;
COMMENT ON COLUMN wireroom.run_feeds.missed IS 'Entries that seem to have left the document since the poll before; estimated.';
