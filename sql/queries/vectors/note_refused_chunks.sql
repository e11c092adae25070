-- An article of which the endpoint refused a piece, with what it said.
INSERT INTO wireroom.chunk_queue (article_id, model, refused)
SELECT h.id, %(model)s, %(refused)s
FROM wireroom.article_heads AS h
WHERE h.id = %(id)s
FOR KEY SHARE
ON CONFLICT (article_id, model) DO UPDATE SET refused = excluded.refused;
