-- When each article was first stored, and by which run: a later version of the article no longer says so.
CREATE OR REPLACE VIEW news.arrivals AS
SELECT
    a.id AS article_id,
    -- Asked of the few that have another version; joined, even LATERAL, it costs all the others too.
    CASE WHEN a.version > 1
        THEN coalesce((SELECT v.filed_at FROM wireroom.revisions AS v WHERE v.article_id = a.id AND v.version = 1), a.filed_at)
        ELSE a.filed_at
    END AS first_filed_at,
    r.kind AS run_kind,
    a.corrected_at,
    a.filed_at,
    a.language,
    coalesce(p.name, p.domain) AS publisher,
    CASE WHEN a.version > 1
        THEN (SELECT v.run_id FROM wireroom.revisions AS v WHERE v.article_id = a.id AND v.version = 1)
        ELSE a.run_id
    END AS run_id
FROM wireroom.articles AS a
LEFT JOIN wireroom.runs AS r ON r.id = CASE WHEN a.version > 1
    THEN (SELECT v.run_id FROM wireroom.revisions AS v WHERE v.article_id = a.id AND v.version = 1)
    ELSE a.run_id
END
LEFT JOIN wireroom.publishers AS p ON p.id = a.publisher_id;
COMMENT ON VIEW news.arrivals IS
    'One row an article: when it came in, by what kind of run. A condition on filed_at finds the latest without reading all.';
COMMENT ON COLUMN news.arrivals.article_id IS 'The article: news.articles.id.';
COMMENT ON COLUMN news.arrivals.first_filed_at IS 'When its first version was written to the database.';
COMMENT ON COLUMN news.arrivals.run_kind IS 'What brought it: ingest, websub, backfill, ... (news.runs.kind); NULL: not known.';
COMMENT ON COLUMN news.arrivals.corrected_at IS 'As news.articles.corrected_at.';
COMMENT ON COLUMN news.arrivals.filed_at IS 'When its present version was written; never before first_filed_at.';
COMMENT ON COLUMN news.arrivals.language IS 'As news.articles.language.';
COMMENT ON COLUMN news.arrivals.publisher IS 'As news.articles.publisher.';
COMMENT ON COLUMN news.arrivals.run_id IS 'Run that brought it: news.runs.id; NULL: not known. Articles by kind of run are counted soonest by this, joined once counted.';
