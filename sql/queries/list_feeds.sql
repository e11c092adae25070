-- Every feed with its health in words.
SELECT
    f.id, f.url, f.title, f.publisher, f.country, f.language, f.timezone, f.category, f.every, f.paused, f.private,
    f.archive, f.access, f.secrets, f.family, f.retired_at, s.etag, s.last_modified, s.body_sha256, s.fetch_url,
    s.redirected_to, s.redirected_since, s.polls_since_full, s.failures, s.last_polled_at, s.last_new_at, s.next_poll_at,
    s.interval, s.day_first, s.archive_url, s.window_seen_at, s.window_oldest, s.window_newest,
    s.window_entries, s.window_shortest, s.entries, s.reader, s.fuller_reader,
    s.outcome, s.detail, s.last_well_at, news_feeds.health, news_feeds.articles, news_feeds.condition,
    news_feeds.needs_somebody, coalesce(news_feeds.cause, '') AS cause
FROM wireroom.feeds AS f
LEFT JOIN wireroom.feed_states AS s ON s.feed_id = f.id
JOIN news.feeds AS news_feeds ON news_feeds.id = f.id
WHERE %(retired)s OR f.retired_at IS NULL
ORDER BY lower(coalesce(f.title, s.title, f.url)), f.id;
