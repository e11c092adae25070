-- Publishers of feeds, as they are listed, whose name has the words.
SELECT publisher, count(*) FILTER (WHERE retired_at IS NULL) AS feeds, count(*) OVER () AS total
FROM news.feeds
WHERE publisher ILIKE %(pattern)s COLLATE pg_catalog."default"
GROUP BY publisher
ORDER BY feeds DESC, publisher
LIMIT %(limit)s;
