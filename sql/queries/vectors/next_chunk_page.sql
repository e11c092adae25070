-- Articles of the next changes after where the model has come, and where it will be then; none: there are no more.
SELECT
    coalesce(array_agg(DISTINCT c.article_id), '{}') AS ids,
    coalesce(array_agg(DISTINCT c.article_id) FILTER (WHERE c.kind = 'rewritten'), '{}') AS rewritten,
    coalesce(max(wireroom.change_position(c.cursor)), 0) AS "position"
FROM news.changes(
    wireroom.change_cursor((SELECT m.position FROM wireroom.chunk_models AS m WHERE m.model = %(model)s)), %(most)s
) AS c;
