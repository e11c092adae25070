-- Feeds whose address may hold a secret that is not masked yet: looked at again in Python, which knows all names.
SELECT f.id, f.url, f.archive, s.title, s.site_url, s.fetch_url, s.redirected_to, s.archive_url, s.detail
FROM wireroom.feeds AS f
LEFT JOIN wireroom.feed_states AS s ON s.feed_id = f.id
WHERE (f.url ~ '[@=]' AND wireroom.masked(f.url) <> f.url)
    OR (f.archive ~ '[@=]' AND wireroom.masked(f.archive) <> f.archive)
ORDER BY f.id
FOR UPDATE OF f;
