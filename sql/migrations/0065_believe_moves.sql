-- When a permanent redirect of a feed is believed: after polls that gave entries which the feed had before, or when the
-- operator says so. Redirects seen until now go on counting from when they were first seen.
ALTER TABLE wireroom.feed_states
    ADD COLUMN redirected_polls integer NOT NULL DEFAULT 0,
    ADD COLUMN redirect_shares boolean NOT NULL DEFAULT false,
    ADD COLUMN move_note text NOT NULL DEFAULT '',
    ADD COLUMN refused_move text,
    ADD COLUMN move_decided_at timestamptz;
COMMENT ON COLUMN wireroom.feed_states.redirected_polls IS 'Polls that gave entries behind that redirect.';
COMMENT ON COLUMN wireroom.feed_states.redirect_shares IS 'True: some of those entries the feed had before the redirect was seen.';
COMMENT ON COLUMN wireroom.feed_states.move_note IS 'Why that redirect is not believed yet, in words.';
COMMENT ON COLUMN wireroom.feed_states.refused_move IS 'Where the operator does not want the feed asked, though its server sends us there; NULL: nowhere.';
COMMENT ON COLUMN wireroom.feed_states.move_decided_at IS 'When the operator last accepted or refused a move; NULL: never.';
