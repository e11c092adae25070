-- The articles of the event that an article reports on.
SELECT a.id, a.publisher, a.published_at, a.title, m.likeness, m.alone
FROM wireroom.event_members AS asked
JOIN wireroom.event_members AS m
    ON m.article_id = asked.article_id OR (asked.grouped AND m.event_id = asked.event_id)
JOIN news.articles AS a ON a.id = m.article_id
LEFT JOIN wireroom.story_members AS s ON s.article_id = m.article_id
WHERE asked.article_id = %(id)s
ORDER BY coalesce(s.latest_at, s.exact_at), m.published_at, m.article_id;
