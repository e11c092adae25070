-- When each article was last corrected, beside it: "corrected only" asked for any second version, full texts and our own
-- rereading among them; and what of the last days came from where, which was known of runs alone.
ALTER TABLE wireroom.articles ADD COLUMN corrected_at timestamptz;
COMMENT ON COLUMN wireroom.articles.corrected_at IS 'When the bytes of its last correction by its publisher were captured.';

UPDATE wireroom.articles AS a
SET corrected_at = c.corrected_at
FROM (
    SELECT said.article_id, max(said.seen_at) AS corrected_at
    FROM (
        SELECT r.article_id, r.seen_at, r.change_reason
        FROM wireroom.revisions AS r
        UNION ALL
        SELECT o.id, o.updated_at, o.change_reason
        FROM wireroom.articles AS o
        WHERE o.version > 1
    ) AS said
    WHERE said.change_reason IN (
        'changed in its home feed', 'changed in its home feed, beside the text of its page',
        'newer than the document on file'
    )
    GROUP BY said.article_id
) AS c
WHERE a.id = c.article_id;

CREATE INDEX articles_corrected_at ON wireroom.articles (corrected_at) WHERE corrected_at IS NOT NULL;
CREATE INDEX articles_corrected_published_at ON wireroom.articles (published_at) WHERE corrected_at IS NOT NULL;
CREATE INDEX articles_filed_at ON wireroom.articles (filed_at);
