-- Feeds that an operator means, retired ones too: what they brought in the past is landed all the same.
SELECT f.id
FROM wireroom.feeds AS f
LEFT JOIN wireroom.feed_states AS s ON s.feed_id = f.id
WHERE strpos(lower(concat_ws(' ', f.url, f.title, f.publisher, s.title)), lower(%(match)s)) > 0
ORDER BY f.id;
