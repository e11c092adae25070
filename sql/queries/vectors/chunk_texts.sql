-- Those of the articles that may have vectors and whose present version has none, or was told anew under the number of one that has: those
-- would be pieces of a text that is no more. The dates are those of story_months.
SELECT a.id, a.version, a.title, a.summary, coalesce(a.own_text, a.text) AS text
FROM wireroom.articles AS a
WHERE a.id = ANY(%(ids)s::bigint[])
    AND (a.published_at = ANY(%(dates)s::timestamptz[]) OR a.published_at IS NULL)
    AND NOT EXISTS (SELECT FROM wireroom.pages AS p WHERE p.article_id = a.id AND p.tdm_reserved)
    AND (
        a.id = ANY(%(rewritten)s::bigint[])
        OR NOT EXISTS (
            SELECT FROM wireroom.chunks AS c WHERE c.article_id = a.id AND c.version = a.version AND c.model = %(model)s
        )
    )
ORDER BY a.id;
