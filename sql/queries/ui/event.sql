-- The articles that report on what this one does, the first first.
SELECT
    e.id AS event_id, e.publishers, m.place, a.id, a.title, a.language, a.publisher, a.published_at,
    a.published_precision, e.members
FROM news.events AS e
CROSS JOIN LATERAL unnest(e.article_ids) WITH ORDINALITY AS m (article_id, place)
CROSS JOIN LATERAL (SELECT * FROM news.articles WHERE id = m.article_id OFFSET 0) AS a -- looked up, not read through
WHERE e.id = %(event_id)s AND e.stories > 1  -- else it is the story alone
ORDER BY m.place
LIMIT %(limit)s;
