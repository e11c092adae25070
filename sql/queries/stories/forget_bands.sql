-- The bands of articles that get new ones.
DELETE FROM wireroom.story_bands AS b
USING wireroom.story_members AS m, unnest(m.bands) AS old (band)
WHERE m.article_id = ANY(%(ids)s) AND b.fortnight = m.fortnight AND b.band = old.band AND b.article_id = m.article_id;
