-- The addresses of every feed and the secrets that their masks stand for; Python checks them by the present rules.
SELECT id, url, coalesce(archive, '') AS archive, secrets FROM wireroom.feeds ORDER BY id;
