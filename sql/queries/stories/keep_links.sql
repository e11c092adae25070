-- Pairs that are the same text.
INSERT INTO wireroom.story_links (article_id, other_id, share)
SELECT * FROM unnest(%(ones)s::bigint[], %(others)s::bigint[], %(shares)s::real[]) AS found (one, other, share)
ORDER BY one, other
ON CONFLICT DO NOTHING;
