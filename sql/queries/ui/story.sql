-- The articles that say the same as this one, the first first.
SELECT
    s.id AS story_id, s.publishers, s.agency, m.place, a.id, a.title, a.language, a.publisher, a.published_at,
    a.published_precision, count(*) OVER () AS members
FROM news.stories AS s
CROSS JOIN LATERAL unnest(s.article_ids) WITH ORDINALITY AS m (article_id, place)
CROSS JOIN LATERAL (SELECT * FROM news.articles WHERE id = m.article_id OFFSET 0) AS a -- looked up, not read through
WHERE s.id = %(story_id)s
ORDER BY m.place
LIMIT %(limit)s;
