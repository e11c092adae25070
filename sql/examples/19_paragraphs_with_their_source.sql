-- Paragraphs for a retrieval index, each with what it takes to cite it and to know when it is stale: key by all three.
SELECT a.id AS article_id, a.version, p.number AS paragraph, a.url, a.title, a.published_at, p.words
FROM news.articles AS a
CROSS JOIN LATERAL regexp_split_to_table(a.own_text, E'\n\n+') WITH ORDINALITY AS p (words, number)
WHERE a.published_at >= now() - interval '30 days' AND length(p.words) > 10
ORDER BY a.published_at DESC, a.id, p.number
LIMIT 100;
