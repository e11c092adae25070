-- Which feeds need somebody, and what is to be done?
SELECT title, health, last_error, last_well_at, next_poll_at, url
FROM news.feeds
WHERE failures > 1 AND retired_at IS NULL
ORDER BY failures DESC;
