-- Which feeds need somebody, and what is to be done?
SELECT title, cause, health, last_error, last_well_at, next_poll_at, url
FROM news.feeds
WHERE needs_somebody
ORDER BY cause, failures DESC, title;
