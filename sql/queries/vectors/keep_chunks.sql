-- Chunks of an article, if it is still there and nobody has reserved it meanwhile.
WITH there AS (SELECT h.id FROM wireroom.article_heads AS h WHERE h.id = %(id)s FOR KEY SHARE)
INSERT INTO wireroom.chunks (article_id, version, model, number, starts, ends, embedding)
SELECT c.article_id, c.version, c.model, c.number, c.starts, c.ends, c.embedding
FROM jsonb_populate_recordset(NULL::wireroom.chunks, %(chunks)s::jsonb) AS c
JOIN there AS t ON t.id = c.article_id
WHERE NOT EXISTS (SELECT FROM wireroom.pages AS p WHERE p.article_id = c.article_id AND p.tdm_reserved);
