-- Why a version was taken, in one word; what it is stored as says more, for us.
CREATE OR REPLACE FUNCTION wireroom.change_reason(stored text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
    WHEN stored = 'new' THEN 'published'
    WHEN stored IN (
        'changed in its home feed', 'changed in its home feed, beside the text of its page',
        'newer than the document on file'
    ) THEN 'corrected'
    WHEN stored IN (
        'the publisher''s own copy', 'the declared publisher''s copy',
        'a known carrier''s copy, where a stranger''s stood'
    ) THEN 'own_copy'
    WHEN stored IN ('richer in another feed', 'richer than its page') THEN 'richer_copy'
    ELSE nullif(stored, '')
END;
COMMENT ON FUNCTION wireroom.change_reason IS 'published, corrected, own_copy, richer_copy, full_text or reread.';

CREATE OR REPLACE VIEW news.revisions AS
SELECT
    r.article_id, r.version, false AS is_current, r.seen_at, r.replaced_at, r.published_at, r.title, r.summary,
    r.text, r.changed, wireroom.change_reason(r.change_reason) AS change_reason, r.home_feed_id AS feed_id, r.run_id,
    r.seen_at AS captured_at, r.filed_at, wireroom.trust_in_words(r.trust) AS trust
FROM wireroom.revisions AS r
UNION ALL
SELECT
    a.id, a.version, true, a.updated_at, NULL, a.published_at, a.title, a.summary,
    a.text, a.changed, wireroom.change_reason(a.change_reason), a.home_feed_id, a.run_id,
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
COMMENT ON COLUMN news.revisions.change_reason IS
    'Why it was taken: published (the first), corrected (the publisher changed it), own_copy (from nearer the publisher than what stood), richer_copy (another feed has much more of it), full_text (from its page), reread (the same bytes, read by newer code). Only corrected is a change of the publisher''s. NULL: filed before that was kept.';
COMMENT ON COLUMN news.revisions.feed_id IS 'Feed whose copy it was: news.feeds.id.';
COMMENT ON COLUMN news.revisions.run_id IS 'Run that filed it: news.runs.id.';
COMMENT ON COLUMN news.revisions.captured_at IS
    'When the bytes of this version were captured: fetched by us, or as their archive or saved file is dated.';
COMMENT ON COLUMN news.revisions.filed_at IS
    'When this version was written to the database, by its clock; of versions from before this was kept, when their run ended.';
COMMENT ON COLUMN news.revisions.trust IS 'Who brought this version; see news.articles.trust.';

CREATE OR REPLACE VIEW news.corrections AS
SELECT
    now.article_id, now.version, now.captured_at AS corrected_at, before.captured_at AS said_since, now.changed,
    before.title AS title_before, now.title AS title_after, before.summary AS summary_before,
    now.summary AS summary_after, before.text AS text_before, now.text AS text_after, now.feed_id, now.run_id
FROM news.revisions AS now
JOIN news.revisions AS before ON before.article_id = now.article_id AND before.version = now.version - 1
WHERE now.change_reason = 'corrected';
COMMENT ON VIEW news.corrections IS
    'What publishers changed after publication, each version beside the one before it; without what we read otherwise, or had from another copy.';
COMMENT ON COLUMN news.corrections.article_id IS 'The article: news.articles.id.';
COMMENT ON COLUMN news.corrections.version IS 'The version that came in.';
COMMENT ON COLUMN news.corrections.corrected_at IS 'When its bytes were captured.';
COMMENT ON COLUMN news.corrections.said_since IS 'When the bytes of the version before it were captured.';
COMMENT ON COLUMN news.corrections.changed IS 'Fields in which they differ.';
COMMENT ON COLUMN news.corrections.title_before IS 'Title before.';
COMMENT ON COLUMN news.corrections.title_after IS 'Title after.';
COMMENT ON COLUMN news.corrections.summary_before IS 'Summary before.';
COMMENT ON COLUMN news.corrections.summary_after IS 'Summary after.';
COMMENT ON COLUMN news.corrections.text_before IS 'Text before.';
COMMENT ON COLUMN news.corrections.text_after IS 'Text after.';
COMMENT ON COLUMN news.corrections.feed_id IS 'Feed that brought it: news.feeds.id.';
COMMENT ON COLUMN news.corrections.run_id IS 'Run that filed it: news.runs.id.';
