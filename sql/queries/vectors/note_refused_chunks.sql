-- Articles of which the endpoint refused a piece, with what it said.
WITH there AS (SELECT h.id FROM wireroom.article_heads AS h WHERE h.id = ANY(%(ids)s::bigint[]) ORDER BY h.id FOR KEY SHARE)
INSERT INTO wireroom.chunk_queue (article_id, model, refused)
SELECT r.article_id, %(model)s, r.refused
FROM unnest(%(ids)s::bigint[], %(words)s::text[]) AS r (article_id, refused)
JOIN there AS t ON t.id = r.article_id
ON CONFLICT (article_id, model) DO UPDATE SET refused = excluded.refused;
