-- A document is asked for twice while an entry travels through it, no more three times.
COMMENT ON COLUMN wireroom.feed_states.window_shortest IS 'How long an entry stays in the document when most is published: no wait is longer than half of it.';
