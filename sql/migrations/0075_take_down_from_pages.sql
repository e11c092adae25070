-- Takedowns that somebody began on a page: one row a press of the button, so that none is done twice at once.
CREATE TABLE wireroom.takedowns (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    article_id bigint NOT NULL,
    is_dry_run boolean NOT NULL,
    reason text NOT NULL,
    asked_by text NOT NULL,
    asked_at timestamptz NOT NULL,
    files bigint,
    searched bigint NOT NULL DEFAULT 0,
    ended_at timestamptz,
    report text[] NOT NULL DEFAULT '{}',
    is_left boolean NOT NULL DEFAULT false,
    trouble text
);
CREATE UNIQUE INDEX takedowns_under_way ON wireroom.takedowns (article_id) WHERE ended_at IS NULL;
CREATE INDEX takedowns_of_article ON wireroom.takedowns (article_id, id);
COMMENT ON TABLE wireroom.takedowns IS 'Takedowns, and dry runs of them, that were begun on a page; nothing of what the article said.';
COMMENT ON COLUMN wireroom.takedowns.id IS 'Counts up.';
COMMENT ON COLUMN wireroom.takedowns.article_id IS 'Of what. No reference: the article goes, this stays.';
COMMENT ON COLUMN wireroom.takedowns.is_dry_run IS 'It only said where the article is.';
COMMENT ON COLUMN wireroom.takedowns.reason IS 'Why, as it was given; empty for a dry run.';
COMMENT ON COLUMN wireroom.takedowns.asked_by IS 'Login of whoever pressed the button.';
COMMENT ON COLUMN wireroom.takedowns.asked_at IS 'When.';
COMMENT ON COLUMN wireroom.takedowns.files IS 'Landing files to look through; NULL: not counted yet.';
COMMENT ON COLUMN wireroom.takedowns.searched IS 'Of them, those that were looked through.';
COMMENT ON COLUMN wireroom.takedowns.ended_at IS 'When it ended, well or not; NULL: under way, or broken off without a word.';
COMMENT ON COLUMN wireroom.takedowns.report IS 'What it came to, a sentence each.';
COMMENT ON COLUMN wireroom.takedowns.is_left IS 'The article may still be in what was landed: somebody must look.';
COMMENT ON COLUMN wireroom.takedowns.trouble IS 'Why it came to no good end; NULL: it did.';
