CREATE OR REPLACE VIEW news.revisions AS
SELECT
    r.article_id, r.version, false AS is_current, r.seen_at, r.replaced_at, r.published_at, r.title, r.summary,
    r.text, r.changed, nullif(r.change_reason, '') AS change_reason, r.home_feed_id AS feed_id, r.run_id
FROM wireroom.revisions AS r
UNION ALL
SELECT
    a.id, a.version, true, a.updated_at, NULL, a.published_at, a.title, a.summary,
    a.text, a.changed, nullif(a.change_reason, ''), a.home_feed_id, a.run_id
FROM wireroom.articles AS a;
COMMENT ON VIEW news.revisions IS 'Every version of every article, the present one included.';
COMMENT ON COLUMN news.revisions.article_id IS 'The article: news.articles.id.';
COMMENT ON COLUMN news.revisions.version IS '1 as first seen, one more with each change.';
COMMENT ON COLUMN news.revisions.is_current IS 'This is the version in news.articles.';
COMMENT ON COLUMN news.revisions.seen_at IS 'When we fetched the bytes of this version.';
COMMENT ON COLUMN news.revisions.replaced_at IS 'When we fetched the bytes of the next one; NULL: there is none.';
COMMENT ON COLUMN news.revisions.published_at IS 'Date of publication as this version had it.';
COMMENT ON COLUMN news.revisions.title IS 'Title of this version.';
COMMENT ON COLUMN news.revisions.summary IS 'Summary of this version.';
COMMENT ON COLUMN news.revisions.text IS 'Text of this version.';
COMMENT ON COLUMN news.revisions.changed IS 'Fields in which it differs from the version before it; empty for the first.';
COMMENT ON COLUMN news.revisions.change_reason IS 'Why it was taken.';
COMMENT ON COLUMN news.revisions.feed_id IS 'Feed whose copy it was: news.feeds.id.';
COMMENT ON COLUMN news.revisions.run_id IS 'Run that filed it: news.runs.id.';
