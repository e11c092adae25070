-- Set the trust of the home feed for articles filed before trust was recorded.
UPDATE wireroom.article_heads AS h
SET trust = s.trust
FROM staged_sightings AS s
WHERE h.id = ANY(%(learnt)s) AND s.article_id = h.id AND s.feed_id = h.home_feed_id AND h.trust IS NULL;
