-- What polls noted of some feeds, with addresses; locks these feeds until the transaction ends.
SELECT f.id, s.title, s.site_url, s.fetch_url, s.redirected_to, s.refused_move, s.archive_url, s.detail
FROM wireroom.feeds AS f
LEFT JOIN wireroom.feed_states AS s ON s.feed_id = f.id
WHERE f.id = ANY (%(ids)s)
ORDER BY f.id
FOR UPDATE OF f;
