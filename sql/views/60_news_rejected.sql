CREATE OR REPLACE VIEW news.rejected AS
SELECT
    r.id,
    r.reason,
    r.detail,
    r.feed_id,
    coalesce(f.title, s.title, wireroom.masked(f.url)) AS feed,
    r.raw,
    r.first_seen_at,
    r.last_seen_at,
    r.times,
    r.run_id
FROM wireroom.rejected AS r
LEFT JOIN wireroom.feeds AS f ON f.id = r.feed_id
LEFT JOIN wireroom.feed_states AS s ON s.feed_id = r.feed_id;
COMMENT ON VIEW news.rejected IS 'Entries that could not become articles, with their bytes and the reason.';
COMMENT ON COLUMN news.rejected.id IS 'Number of the rejection.';
COMMENT ON COLUMN news.rejected.reason IS 'Why, by name: no_identity, no_content, absurd, store_refused, ...';
COMMENT ON COLUMN news.rejected.detail IS 'Why, in words.';
COMMENT ON COLUMN news.rejected.feed_id IS 'Feed that carried it: news.feeds.id; 0: none.';
COMMENT ON COLUMN news.rejected.feed IS 'That feed''s title.';
COMMENT ON COLUMN news.rejected.raw IS 'The entry as read, JSON: convert_from(raw, ''UTF8'').';
COMMENT ON COLUMN news.rejected.first_seen_at IS 'When it was first met.';
COMMENT ON COLUMN news.rejected.last_seen_at IS 'When it was last met.';
COMMENT ON COLUMN news.rejected.times IS 'How often it was met.';
COMMENT ON COLUMN news.rejected.run_id IS 'Run that last met it: news.runs.id.';
