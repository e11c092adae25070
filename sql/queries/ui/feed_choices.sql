-- What the filters of the list of feeds offer: each value once, with its number of feeds.
SELECT 'category' AS filter, folder AS value, count(*) AS feeds
FROM news.feeds, unnest(category) AS folder
WHERE retired_at IS NULL
GROUP BY folder
UNION ALL
SELECT 'language', split_part(language, '-', 1), count(*) FROM news.feeds
WHERE language IS NOT NULL AND retired_at IS NULL
GROUP BY split_part(language, '-', 1)
UNION ALL
SELECT 'country', country, count(*) FROM news.feeds
WHERE country IS NOT NULL AND retired_at IS NULL
GROUP BY country
ORDER BY filter, value;
