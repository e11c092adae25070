CREATE OR REPLACE VIEW news.retirements AS
SELECT
    r.id,
    r.feed_id,
    coalesce(f.title, s.title, wireroom.masked(f.url)) AS title,
    wireroom.masked(f.url) AS url,
    r.retired_at,
    r.reason,
    r.restored_at
FROM wireroom.feed_retirements AS r
JOIN wireroom.feeds AS f ON f.id = r.feed_id
LEFT JOIN wireroom.feed_states AS s ON s.feed_id = r.feed_id;
COMMENT ON VIEW news.retirements IS 'Every time a feed was dropped from the list, and why; its articles stay.';
COMMENT ON COLUMN news.retirements.id IS 'Number of the retirement.';
COMMENT ON COLUMN news.retirements.feed_id IS 'The feed: news.feeds.id.';
COMMENT ON COLUMN news.retirements.title IS 'Its title.';
COMMENT ON COLUMN news.retirements.url IS 'Its address as listed.';
COMMENT ON COLUMN news.retirements.retired_at IS 'When it was dropped.';
COMMENT ON COLUMN news.retirements.reason IS 'Why, in words.';
COMMENT ON COLUMN news.retirements.restored_at IS 'When it was listed again; NULL: it has not been.';
