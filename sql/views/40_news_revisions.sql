CREATE OR REPLACE VIEW news.revisions AS
SELECT
    r.article_id, r.version, false AS is_current, r.seen_at, r.replaced_at, r.published_at, r.title, r.summary,
    r.text, r.changed, nullif(r.change_reason, '') AS change_reason, r.home_feed_id AS feed_id, r.run_id,
    r.seen_at AS captured_at, r.filed_at, wireroom.trust_in_words(r.trust) AS trust
FROM wireroom.revisions AS r
UNION ALL
SELECT
    a.id, a.version, true, a.updated_at, NULL, a.published_at, a.title, a.summary,
    a.text, a.changed, nullif(a.change_reason, ''), a.home_feed_id, a.run_id,
    a.updated_at, a.filed_at, wireroom.trust_in_words(h.trust)
FROM wireroom.articles AS a
LEFT JOIN wireroom.article_heads AS h ON h.id = a.id;
COMMENT ON VIEW news.revisions IS 'Every version of every article, the present one included.';
COMMENT ON COLUMN news.revisions.article_id IS 'The article: news.articles.id.';
COMMENT ON COLUMN news.revisions.version IS '1 as first seen, one more with each change.';
COMMENT ON COLUMN news.revisions.is_current IS 'This is the version in news.articles.';
COMMENT ON COLUMN news.revisions.seen_at IS 'The same as captured_at.';
COMMENT ON COLUMN news.revisions.replaced_at IS 'When the bytes of the next one were captured; NULL: there is none.';
COMMENT ON COLUMN news.revisions.published_at IS 'Date of publication as this version had it.';
COMMENT ON COLUMN news.revisions.title IS 'Title of this version.';
COMMENT ON COLUMN news.revisions.summary IS 'Summary of this version.';
COMMENT ON COLUMN news.revisions.text IS 'Text of this version.';
COMMENT ON COLUMN news.revisions.changed IS 'Fields in which it differs from the version before it; empty for the first.';
COMMENT ON COLUMN news.revisions.change_reason IS 'Why it was taken.';
COMMENT ON COLUMN news.revisions.feed_id IS 'Feed whose copy it was: news.feeds.id.';
COMMENT ON COLUMN news.revisions.run_id IS 'Run that filed it: news.runs.id.';
COMMENT ON COLUMN news.revisions.captured_at IS
    'When the bytes of this version were captured: fetched by us, or as their archive or saved file is dated.';
COMMENT ON COLUMN news.revisions.filed_at IS
    'When this version was written to the database, by its clock; of versions from before this was kept, when their run ended.';
COMMENT ON COLUMN news.revisions.trust IS 'Who brought this version; see news.articles.trust.';
