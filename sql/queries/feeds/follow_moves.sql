-- A feed that is no longer listed, but is asked at an address that now is, or led there by its server for good, is the same
-- feed: it keeps its number, its articles and what its polls have taught.
WITH moves AS (
    SELECT DISTINCT ON (m.url) m.id, m.was, m.url
    FROM (
        SELECT DISTINCT ON (f.id) f.id, f.url AS was, l.url
        FROM wireroom.feeds AS f
        JOIN wireroom.feed_states AS s ON s.feed_id = f.id
        JOIN listed_feeds AS l ON l.url IN (s.redirected_to, s.fetch_url)
        WHERE f.retired_at IS NULL AND l.url IS DISTINCT FROM s.refused_move
            AND NOT EXISTS (SELECT FROM listed_feeds AS still WHERE still.url = f.url)
            AND NOT EXISTS (SELECT FROM wireroom.feeds AS known WHERE known.url = l.url)
        ORDER BY f.id, l.url = s.redirected_to DESC NULLS LAST
    ) AS m
    ORDER BY m.url, m.id
),
asked_there AS (
    UPDATE wireroom.feed_states AS s
    SET
        fetch_url = NULL, redirected_to = NULL, redirected_since = NULL, redirected_polls = 0, redirect_shares = false,
        move_note = '', refused_move = NULL, move_decided_at = %(now)s
    FROM moves
    WHERE s.feed_id = moves.id
),
moved AS (
    UPDATE wireroom.feeds AS f
    SET url = moves.url, changed_at = %(now)s
    FROM moves
    WHERE f.id = moves.id
    RETURNING moves.was, moves.url
)
SELECT was, url FROM moved;
