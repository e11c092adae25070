-- When a version came into the database, beside when its bytes were captured: of a saved document that is years apart.
ALTER TABLE wireroom.articles ADD COLUMN filed_at timestamptz;
ALTER TABLE wireroom.revisions ADD COLUMN filed_at timestamptz;
-- Of versions filed before: when their run ended, else when it began; without a run, when their bytes were captured.
UPDATE wireroom.articles AS a
SET filed_at = coalesce((SELECT coalesce(r.finished_at, r.started_at) FROM wireroom.runs AS r WHERE r.id = a.run_id), a.updated_at);
UPDATE wireroom.revisions AS v
SET filed_at = coalesce((SELECT coalesce(r.finished_at, r.started_at) FROM wireroom.runs AS r WHERE r.id = v.run_id), v.seen_at);
ALTER TABLE wireroom.articles ALTER COLUMN filed_at SET NOT NULL;
ALTER TABLE wireroom.revisions ALTER COLUMN filed_at SET NOT NULL;
COMMENT ON COLUMN wireroom.articles.filed_at IS
    'When this version was written to the database; of versions from before this was kept, when their run ended.';
COMMENT ON COLUMN wireroom.revisions.filed_at IS
    'When this version was written to the database; of versions from before this was kept, when their run ended.';
COMMENT ON COLUMN wireroom.articles.first_seen_at IS 'When bytes that say it were first captured.';
COMMENT ON COLUMN wireroom.articles.updated_at IS 'When the bytes of this version were captured: fetched, or as their archive or saved file is dated.';
COMMENT ON COLUMN wireroom.revisions.seen_at IS 'When the bytes of this version were captured.';
COMMENT ON COLUMN wireroom.revisions.replaced_at IS 'When the bytes of the next version were captured.';
