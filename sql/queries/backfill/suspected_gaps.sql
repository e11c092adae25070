-- Days of feeds, before today, for which something may be missing, with the origins already asked for them.
SELECT c.feed_id, wireroom.feed_name(c.feed, f.url) AS feed, c.day, c.suspected_gap, c.state, c.origins
FROM news.coverage AS c
JOIN wireroom.feed_rows AS f ON f.id = c.feed_id
WHERE
    c.suspected_gap IS NOT NULL
    AND f.retired_at IS NULL
    AND c.day >= %(since)s AND c.day <= %(until)s
    AND wireroom.feed_fits(%(match)s, f.id, f.publisher, concat_ws(' ', f.url, f.title, f.publisher, f.said_title))
ORDER BY c.feed_id, c.day;
