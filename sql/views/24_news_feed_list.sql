CREATE OR REPLACE VIEW news.feed_list AS
SELECT
    path,
    feeds,
    followed_at,
    checked_at,
    nullif(problem, '') AS problem,
    problem_since
FROM wireroom.feed_list;
COMMENT ON VIEW news.feed_list IS 'Whether the feeds follow the operator''s list, and if not, why; at most one row.';
COMMENT ON COLUMN news.feed_list.path IS 'The file, as it is called where it was read.';
COMMENT ON COLUMN news.feed_list.feeds IS 'Feeds in it when it was last followed.';
COMMENT ON COLUMN news.feed_list.followed_at IS 'When it was last followed; NULL: never.';
COMMENT ON COLUMN news.feed_list.checked_at IS 'When it was last read.';
COMMENT ON COLUMN news.feed_list.problem IS 'Why it was not followed, and what to do; NULL: it was.';
COMMENT ON COLUMN news.feed_list.problem_since IS 'Since when that is so; NULL: it was followed.';
