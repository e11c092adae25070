-- Accept the move of a feed to where its server redirects; no row if it does not redirect.
UPDATE wireroom.feed_states
SET
    fetch_url = redirected_to, redirected_to = NULL, redirected_since = NULL, redirected_polls = 0,
    redirect_shares = false, move_note = '', refused_move = NULL, move_decided_at = %(now)s
WHERE feed_id = (SELECT id FROM wireroom.feeds WHERE url = %(url)s) AND redirected_to IS NOT NULL
RETURNING fetch_url AS address;
