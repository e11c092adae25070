-- Feeds of a publisher, as it is listed; retired ones too, since they have brought something in their time.
SELECT id, name AS title, condition
FROM news.feeds
WHERE publisher = %(publisher)s
ORDER BY retired_at IS NOT NULL, lower(title), id;
