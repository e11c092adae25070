-- Feeds that an operator means; for past days also paused and retired ones, whose answers were landed, too.
SELECT f.id
FROM wireroom.feeds AS f
LEFT JOIN wireroom.feed_states AS s ON s.feed_id = f.id
WHERE %(match)s <> '' AND wireroom.feed_fits(%(match)s, f.id, f.publisher, concat_ws(' ', f.url, f.title, f.publisher, s.title))
    AND (NOT %(to_poll)s OR (f.retired_at IS NULL AND NOT f.paused))
ORDER BY f.id;
