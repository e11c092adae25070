-- How good are the dates? By source and precision; NULL is an article whose date nobody knows.
SELECT
    published_source, published_precision, count(*) AS articles, count(published_note) AS with_a_note,
    min(published_raw) AS for_example
FROM news.articles
GROUP BY published_source, published_precision
ORDER BY articles DESC;
