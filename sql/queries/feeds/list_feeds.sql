-- Every feed with its health in words.
SELECT
    f.*, news_feeds.health, news_feeds.articles, news_feeds.condition,
    news_feeds.needs_somebody, coalesce(news_feeds.cause, '') AS cause, news_feeds.next_poll_reason
FROM wireroom.feed_rows AS f
JOIN news.feeds AS news_feeds ON news_feeds.id = f.id
WHERE %(retired)s OR f.retired_at IS NULL
ORDER BY lower(coalesce(f.title, f.said_title, f.url)), f.id;
