-- The operator wants a feed asked at its listed address, wherever its server sends us or has sent us; nothing where that is
-- nowhere.
UPDATE wireroom.feed_states
SET
    refused_move = coalesce(redirected_to, fetch_url), fetch_url = NULL, redirected_polls = 0, redirect_shares = false,
    move_note = CASE WHEN redirected_to IS NULL THEN '' ELSE 'refused by the operator: it is asked at its listed address' END,
    move_decided_at = %(now)s
WHERE feed_id = (SELECT id FROM wireroom.feeds WHERE url = %(url)s) AND coalesce(redirected_to, fetch_url) IS NOT NULL
RETURNING refused_move AS address;
