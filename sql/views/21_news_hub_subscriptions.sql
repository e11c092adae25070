CREATE OR REPLACE VIEW news.hub_subscriptions AS
SELECT
    h.feed_id,
    wireroom.masked(h.hub) AS hub,
    wireroom.masked(h.topic) AS topic,
    h.state,
    nullif(wireroom.masked(h.detail), '') AS detail,
    h.asked_at,
    h.verified_at,
    h.verified_until,
    h.next_try_at,
    h.delivered_at,
    h.deliveries,
    wireroom.is_told(h.feed_id, s.last_polled_at, now()) AS is_relied_on
FROM wireroom.hub_subscriptions AS h
LEFT JOIN wireroom.feed_states AS s ON s.feed_id = h.feed_id;
COMMENT ON VIEW news.hub_subscriptions IS 'Hubs that tell of new entries (WebSub), one row a feed; filled where `wireroom websub` runs.';
COMMENT ON COLUMN news.hub_subscriptions.feed_id IS 'Number of the feed.';
COMMENT ON COLUMN news.hub_subscriptions.hub IS 'The hub that its document names.';
COMMENT ON COLUMN news.hub_subscriptions.topic IS 'The address that the hub knows it by.';
COMMENT ON COLUMN news.hub_subscriptions.state IS 'asked, verified, denied, unverified (the hub never asked back), failed (it refused the request), distrusted (polls brought what it had not told).';
COMMENT ON COLUMN news.hub_subscriptions.detail IS 'Why, in words.';
COMMENT ON COLUMN news.hub_subscriptions.asked_at IS 'When the hub was last asked.';
COMMENT ON COLUMN news.hub_subscriptions.verified_at IS 'When it first confirmed this subscription.';
COMMENT ON COLUMN news.hub_subscriptions.verified_until IS 'When it ends unless it is renewed, which is tried in good time.';
COMMENT ON COLUMN news.hub_subscriptions.next_try_at IS 'When the hub is asked again.';
COMMENT ON COLUMN news.hub_subscriptions.delivered_at IS 'When it last delivered.';
COMMENT ON COLUMN news.hub_subscriptions.deliveries IS 'How often it has delivered, rightly signed.';
COMMENT ON COLUMN news.hub_subscriptions.is_relied_on IS 'True: the feed is polled once a day only, since its hub tells the rest.';
