-- Ids for new articles.
SELECT nextval('wireroom.article_heads_id_seq') AS id FROM generate_series(1, %(wanted)s);
