-- Their keys, to be found by; in order, as the index has them.
INSERT INTO wireroom.event_keys (span, word, article_id)
SELECT floor(extract(epoch FROM m.published_at) / 259200)::integer AS span, k.word, m.article_id
FROM wireroom.event_members AS m
CROSS JOIN LATERAL unnest(m.words[:%(keys)s]) AS k (word)
WHERE m.article_id = ANY(%(ids)s)
ORDER BY span, k.word, m.article_id
ON CONFLICT DO NOTHING;
