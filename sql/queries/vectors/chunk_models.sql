-- How far each model has come.
SELECT
    m.model,
    m.dimensions,
    m.enabled_at,
    (SELECT count(*) FROM wireroom.changes AS c WHERE c.position > m.position) AS changes_left,
    (SELECT count(*) FROM wireroom.chunk_queue AS q WHERE q.model = m.model AND q.refused = '') AS waiting,
    (SELECT count(*) FROM wireroom.chunk_queue AS q WHERE q.model = m.model AND q.refused <> '') AS refused,
    (SELECT count(*) FROM wireroom.chunks AS c WHERE c.model = m.model) AS chunks,
    (SELECT count(DISTINCT c.article_id) FROM wireroom.chunks AS c WHERE c.model = m.model) AS articles
FROM wireroom.chunk_models AS m
ORDER BY m.enabled_at DESC;
