CREATE OR REPLACE FUNCTION wireroom.trust_in_words(trust smallint) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE trust WHEN 4 THEN 'own' WHEN 3 THEN 'declared' WHEN 2 THEN 'carrier' WHEN 1 THEN 'stranger' END;
COMMENT ON FUNCTION wireroom.trust_in_words IS 'How near who carries a text is to who publishes it: models.Trust by name.';

CREATE OR REPLACE VIEW news.sightings AS
SELECT
    s.article_id,
    s.feed_id,
    coalesce(f.title, st.title, wireroom.masked(f.url)) AS feed,
    wireroom.trust_in_words(s.trust) AS trust,
    s.first_seen_at,
    s.last_seen_at,
    s.times
FROM wireroom.sightings AS s
LEFT JOIN wireroom.feeds AS f ON f.id = s.feed_id
LEFT JOIN wireroom.feed_states AS st ON st.feed_id = s.feed_id;
COMMENT ON VIEW news.sightings IS 'Which feeds carried which article, and when.';
COMMENT ON COLUMN news.sightings.article_id IS 'The article: news.articles.id.';
COMMENT ON COLUMN news.sightings.feed_id IS 'The feed that carried it: news.feeds.id.';
COMMENT ON COLUMN news.sightings.feed IS 'That feed''s title.';
COMMENT ON COLUMN news.sightings.trust IS 'How near that feed is to the article''s publisher; see news.articles.trust.';
COMMENT ON COLUMN news.sightings.first_seen_at IS 'When it was first captured there.';
COMMENT ON COLUMN news.sightings.last_seen_at IS 'When it was last captured there.';
COMMENT ON COLUMN news.sightings.times IS 'How often it was filed from there.';
