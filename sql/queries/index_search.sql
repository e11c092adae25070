-- Make the search of some queued articles. Several may do so side by side; what fails stays queued.
WITH taken AS (
    DELETE FROM wireroom.search_queue AS q
    USING (
        SELECT article_id FROM wireroom.search_queue ORDER BY article_id LIMIT %(limit)s FOR UPDATE SKIP LOCKED
    ) AS chosen
    WHERE q.article_id = chosen.article_id
    RETURNING q.article_id
)
INSERT INTO wireroom.article_search AS kept (article_id, published_at, publisher_id, language, search)
SELECT
    a.id, a.published_at, a.publisher_id, a.language,
    wireroom.search_vector(a.language, a.title, a.summary, a.text)
FROM taken
JOIN wireroom.articles AS a ON a.id = taken.article_id
ON CONFLICT (article_id) DO UPDATE SET
    published_at = excluded.published_at,
    publisher_id = excluded.publisher_id,
    language = excluded.language,
    search = excluded.search;
