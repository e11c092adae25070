-- Make the search of these articles.
INSERT INTO wireroom.article_search AS kept (article_id, published_at, publisher_id, language, search)
SELECT
    a.id, a.published_at, a.publisher_id, a.language,
    wireroom.search_vector(a.language, a.title, a.summary, a.text)
FROM wireroom.articles AS a
WHERE a.id = ANY(%(ids)s)
ON CONFLICT (article_id) DO UPDATE SET
    published_at = excluded.published_at,
    publisher_id = excluded.publisher_id,
    language = excluded.language,
    search = excluded.search;
