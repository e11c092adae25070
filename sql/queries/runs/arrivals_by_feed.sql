-- Articles of each feed so far, the most first; for the end of `make up`. Parameter: limit.
-- An article that two feeds carry counts once in the total.
SELECT
    name AS title, language, articles, last_new_at, count(*) OVER () AS feeds,
    (SELECT count(*) FROM news.articles) AS total
FROM news.feeds
WHERE articles > 0
ORDER BY articles DESC, title
LIMIT %(limit)s
