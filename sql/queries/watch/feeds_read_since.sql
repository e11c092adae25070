-- Active feeds that were asked since, whose usual documents are known, with what is usual.
SELECT
    f.id AS feed_id, wireroom.feed_name(coalesce(f.title, s.title, wireroom.masked(f.url)), f.url) AS title, r.documents,
    r.entries_usual, r.entries_low, r.refused_usual
FROM wireroom.feeds AS f
JOIN wireroom.feed_states AS s ON s.feed_id = f.id
JOIN wireroom.feed_rhythms AS r ON r.feed_id = f.id
WHERE f.retired_at IS NULL AND NOT f.paused AND r.entries_usual IS NOT NULL AND s.last_polled_at >= %(since)s;
