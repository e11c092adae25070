-- Active, well feeds that have brought nothing for two hours or longer though they were asked, with their rhythm.
SELECT
    f.id AS feed_id, wireroom.feed_name(coalesce(f.title, s.title, wireroom.masked(f.url)), f.url) AS title, s.last_new_at, s.last_well_at,
    r.intervals, r.chances, r.longest_usual
FROM wireroom.feeds AS f
JOIN wireroom.feed_states AS s ON s.feed_id = f.id
JOIN wireroom.feed_rhythms AS r ON r.feed_id = f.id
WHERE f.retired_at IS NULL AND NOT f.paused AND s.failures = 0 AND r.longest_usual IS NOT NULL
    -- Under new rules a feed has another rhythm.
    AND (f.rules_changed_at IS NULL OR (s.last_new_at > f.rules_changed_at AND r.learned_at > f.rules_changed_at))
    AND s.last_well_at > s.last_new_at + interval '2 hours';
