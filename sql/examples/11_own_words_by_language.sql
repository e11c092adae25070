-- A corpus for text analysis: what authors wrote themselves, quoted posts and notices taken out, by language.
SELECT language, count(*) AS articles, sum(length(own_text)) AS characters, avg(word_count)::integer AS words_each
FROM news.articles
WHERE own_text <> ''
GROUP BY language
ORDER BY articles DESC;
