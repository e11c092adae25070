-- Every row of these articles in every table, and of the quarantine what names them; into the changes that they went.
WITH told AS (
    INSERT INTO wireroom.changes (filed_at, article_id, version, kind, reason)
    SELECT statement_timestamp(), a.id, a.version, 'taken_down', %(reason)s
    FROM wireroom.articles AS a
    WHERE a.id = ANY(%(ids)s::bigint[])
    ORDER BY a.id
),
revisions AS (DELETE FROM wireroom.revisions WHERE article_id = ANY(%(ids)s::bigint[])),
pages AS (DELETE FROM wireroom.pages WHERE article_id = ANY(%(ids)s::bigint[])),
copies AS (DELETE FROM wireroom.copies WHERE article_id = ANY(%(ids)s::bigint[])),
keys AS (DELETE FROM wireroom.article_keys WHERE article_id = ANY(%(ids)s::bigint[])),
sightings AS (DELETE FROM wireroom.sightings WHERE article_id = ANY(%(ids)s::bigint[])),
-- A name may stand in no other article; words that do stand in others are counted again with the next of these.
words AS (
    DELETE FROM wireroom.search_words
    WHERE word IN (
        SELECT w.word
        FROM (
            SELECT title, authors FROM wireroom.articles WHERE id = ANY(%(ids)s::bigint[])
            UNION
            SELECT title, '{}' FROM wireroom.revisions WHERE article_id = ANY(%(ids)s::bigint[])
        ) AS gone
        CROSS JOIN LATERAL wireroom.title_words(gone.title, gone.authors) AS w (word)
    )
),
search AS (DELETE FROM wireroom.article_search WHERE article_id = ANY(%(ids)s::bigint[])),
queue AS (DELETE FROM wireroom.search_queue WHERE article_id = ANY(%(ids)s::bigint[])),
quarantine AS (DELETE FROM wireroom.rejected WHERE id = ANY(%(rejected)s::bigint[])),
heads AS (DELETE FROM wireroom.article_heads WHERE id = ANY(%(ids)s::bigint[]))
DELETE FROM wireroom.articles WHERE id = ANY(%(ids)s::bigint[]);
