-- Whether a feed's hub can be relied on: the feed is then polled once a day only, which checks the hub.
CREATE OR REPLACE FUNCTION wireroom.is_told(feed bigint, last_polled_at timestamptz, at timestamptz) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE
SECURITY DEFINER SET search_path = '' -- readers see the answer, and neither tokens nor secrets
BEGIN ATOMIC
    SELECT EXISTS (
        SELECT
        FROM wireroom.hub_subscriptions AS h
        JOIN wireroom.feeds AS f ON f.id = h.feed_id
        CROSS JOIN wireroom.hub_receiver AS receiver
        WHERE h.feed_id = feed
            AND h.state = 'verified'
            AND f.every IS NULL -- what the operator says is obeyed
            -- Not beyond what a clock that is right would have said.
            AND h.verified_until > at AND h.verified_until < at + interval '15 days'
            AND receiver.alive_until > at AND receiver.alive_until < at + interval '5 minutes'
            AND h.verified_at < last_polled_at -- what came before the hub knew us is in a poll after that
            AND last_polled_at > at - interval '1 day'
            AND (h.knocked_at IS NULL OR h.knocked_at < last_polled_at)
    );
END;
COMMENT ON FUNCTION wireroom.is_told IS 'True: its hub tells of what is new, so that a poll a day is enough.';
