-- Whether a feed's document behind a redirect that is not believed yet is still that feed's: at first the bytes of before, or an
-- article that the feed carried before the redirect was seen. One that has led there from its first poll on had none.
UPDATE wireroom.feed_states AS s
SET redirect_shares = true
FROM staged_results AS r
WHERE s.feed_id = r.feed_id
    AND s.last_polled_at = r.polled_at
    AND s.redirected_to IS NOT NULL
    AND NOT s.redirect_shares
    AND (
        r.outcome = 'unchanged' AND s.redirected_since = r.polled_at
        OR EXISTS (
            SELECT
            FROM unnest(%(feed_ids)s::bigint [], %(article_ids)s::bigint []) AS seen (feed_id, article_id)
            JOIN wireroom.sightings AS before ON before.article_id = seen.article_id AND before.feed_id = seen.feed_id
            WHERE seen.feed_id = r.feed_id AND before.first_seen_at < s.redirected_since
        )
        OR r.entries > 0 AND NOT EXISTS (
            SELECT FROM wireroom.sightings AS before
            WHERE before.feed_id = r.feed_id AND before.first_seen_at < s.redirected_since
        )
    );
