-- WebSub: hubs that tell of new entries (https://www.w3.org/TR/websub/).
ALTER TABLE wireroom.feed_states ADD COLUMN hub_url text, ADD COLUMN topic_url text;
COMMENT ON COLUMN wireroom.feed_states.hub_url IS 'Hub that the last document named (WebSub); NULL: none.';
COMMENT ON COLUMN wireroom.feed_states.topic_url IS 'What that hub calls the feed: its own address, as the document says.';

CREATE TABLE wireroom.hub_subscriptions (
    feed_id bigint PRIMARY KEY REFERENCES wireroom.feeds (id) ON DELETE CASCADE,
    hub text NOT NULL,
    topic text NOT NULL,
    token text NOT NULL UNIQUE,
    secret text NOT NULL,
    state text NOT NULL CHECK (state IN ('asked', 'verified', 'denied', 'unverified', 'failed', 'distrusted')),
    detail text NOT NULL DEFAULT '',
    tries integer NOT NULL DEFAULT 0,
    asked_at timestamptz NOT NULL,
    verified_at timestamptz,
    verified_until timestamptz,
    next_try_at timestamptz NOT NULL,
    delivered_at timestamptz,
    deliveries bigint NOT NULL DEFAULT 0,
    knocked_at timestamptz
);
COMMENT ON TABLE wireroom.hub_subscriptions IS 'What `wireroom websub` has asked of hubs: one subscription a feed.';
COMMENT ON COLUMN wireroom.hub_subscriptions.feed_id IS 'The feed.';
COMMENT ON COLUMN wireroom.hub_subscriptions.hub IS 'The hub asked.';
COMMENT ON COLUMN wireroom.hub_subscriptions.topic IS 'The address subscribed to.';
COMMENT ON COLUMN wireroom.hub_subscriptions.token IS 'Last part of our callback''s address, which only the hub knows.';
COMMENT ON COLUMN wireroom.hub_subscriptions.secret IS 'What the hub signs its deliveries with.';
COMMENT ON COLUMN wireroom.hub_subscriptions.state IS 'asked, verified, denied, unverified (the hub never asked back), failed (it refused the request), distrusted (polls brought what it had not told).';
COMMENT ON COLUMN wireroom.hub_subscriptions.detail IS 'Why, in words.';
COMMENT ON COLUMN wireroom.hub_subscriptions.tries IS 'Requests since it was last verified.';
COMMENT ON COLUMN wireroom.hub_subscriptions.asked_at IS 'When it was last asked.';
COMMENT ON COLUMN wireroom.hub_subscriptions.verified_at IS 'When the hub first confirmed this subscription.';
COMMENT ON COLUMN wireroom.hub_subscriptions.verified_until IS 'When it ends unless it is renewed.';
COMMENT ON COLUMN wireroom.hub_subscriptions.next_try_at IS 'When it is asked again, to renew or to try anew.';
COMMENT ON COLUMN wireroom.hub_subscriptions.delivered_at IS 'When it last delivered, rightly signed.';
COMMENT ON COLUMN wireroom.hub_subscriptions.deliveries IS 'How often it has.';
COMMENT ON COLUMN wireroom.hub_subscriptions.knocked_at IS 'When it last said that there is something new without saying what: the feed is then due.';

CREATE TABLE wireroom.hub_receiver (
    is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
    alive_until timestamptz NOT NULL
);
COMMENT ON TABLE wireroom.hub_receiver IS 'Whether `wireroom websub` listens: without it every feed is polled as if there were no hubs.';
COMMENT ON COLUMN wireroom.hub_receiver.is_only IS 'One row at most.';
COMMENT ON COLUMN wireroom.hub_receiver.alive_until IS 'It listens at least until then, by its last sign of life.';
INSERT INTO wireroom.hub_receiver (alive_until) VALUES ('-infinity');
