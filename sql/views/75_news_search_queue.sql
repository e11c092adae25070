CREATE OR REPLACE VIEW news.search_queue AS
SELECT
    q.article_id,
    q.queued_at,
    q.attempts,
    q.next_try_at,
    nullif(q.reason, '') AS reason
FROM wireroom.search_queue AS q;
COMMENT ON VIEW news.search_queue IS 'Articles that news.search does not find yet, or not in their present version. Empty but for moments and for those that fail.';
COMMENT ON COLUMN news.search_queue.article_id IS 'The article: news.articles.id.';
COMMENT ON COLUMN news.search_queue.queued_at IS 'Since when it waits.';
COMMENT ON COLUMN news.search_queue.attempts IS 'How often making it searchable failed; 0: it was not tried yet.';
COMMENT ON COLUMN news.search_queue.next_try_at IS 'When it is tried again; NULL: with the next filing.';
COMMENT ON COLUMN news.search_queue.reason IS 'Why the last attempt failed, in words; NULL: it has not.';
