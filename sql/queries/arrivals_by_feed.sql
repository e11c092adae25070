-- What each feed has brought so far, the most first; for the end of `make up`. Parameter: limit.
SELECT title, language, articles, last_new_at, count(*) OVER () AS feeds, sum(articles) OVER () AS total
FROM news.feeds
WHERE articles > 0
ORDER BY articles DESC, title
LIMIT %(limit)s
