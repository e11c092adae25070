-- Who had a story first: the publisher with whose article it began, and how long the others took.
SELECT
    s.id AS story_id, p.domain AS first_publisher, s.members, s.independent_sources, s.agency,
    s.first_published_at, s.last_published_at - s.first_published_at AS spread_over, a.title
FROM news.stories AS s
JOIN news.articles AS a ON a.id = s.first_article_id
LEFT JOIN news.publishers AS p ON p.id = s.first_publisher_id
ORDER BY s.first_published_at DESC
LIMIT 50;
