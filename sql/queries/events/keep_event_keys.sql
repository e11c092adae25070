-- Words that articles are found by, in order, as the index has them.
INSERT INTO wireroom.event_keys (span, word, article_id)
SELECT floor(extract(epoch FROM m.published_at) / 259200)::integer AS span, k.word, m.article_id
FROM unnest(%(ids)s::bigint[], %(words)s::integer[]) AS k (article_id, word)
JOIN wireroom.event_members AS m ON m.article_id = k.article_id
ORDER BY span, k.word, m.article_id
ON CONFLICT DO NOTHING;
