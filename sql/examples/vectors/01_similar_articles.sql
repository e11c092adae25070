-- What else was written like the newest article; similarity is the cosine, 1 is the same.
SELECT round(s.similarity::numeric, 3) AS similarity, s.publisher, s.published_at, s.title, s.url
FROM news.similar((SELECT article_id FROM news.chunks ORDER BY article_id DESC LIMIT 1), 10) AS s;
