-- The articles of the story that an article is in.
SELECT a.id, a.publisher, a.published_at, a.title, a.url, m.agency, m.alone
FROM wireroom.story_members AS asked
JOIN wireroom.story_members AS m
    ON m.article_id = asked.article_id OR (asked.grouped AND m.grouped AND m.story_id = asked.story_id)
JOIN news.articles AS a ON a.id = m.article_id
WHERE asked.article_id = %(id)s
ORDER BY coalesce(m.latest_at, m.exact_at), m.published_at, m.article_id;
