-- Their bands, to be found by; in order, as the index has them.
INSERT INTO wireroom.story_bands (fortnight, band, article_id)
SELECT m.fortnight, b.band, m.article_id
FROM wireroom.story_members AS m
CROSS JOIN LATERAL unnest(m.bands) AS b (band)
WHERE m.article_id = ANY(%(ids)s)
ORDER BY m.fortnight, b.band, m.article_id
ON CONFLICT DO NOTHING;
