-- Paragraphs nearest to one, each with what it takes to cite it. For a question of yours put its vector in the place of
-- `asked`, made by the same model; cast to the model's dimensions (`wireroom vectors status`) the index is used.
WITH asked AS (SELECT embedding, model FROM news.chunks ORDER BY article_id DESC, number LIMIT 1)
SELECT c.article_id, c.version, c.number, a.url, a.title, c.words,
    1 - (c.embedding <=> (SELECT embedding FROM asked)) AS similarity
FROM news.chunks AS c
JOIN news.articles AS a ON a.id = c.article_id
WHERE c.model = (SELECT model FROM asked)
ORDER BY c.embedding <=> (SELECT embedding FROM asked)
LIMIT 10;
