-- The narrow row of each new article.
INSERT INTO wireroom.article_heads (id, home_feed_id, fingerprint, content_seen_at, text_length, published_at, trust)
SELECT id, feed_id, fingerprint, seen_at, text_length, published_at, trust
FROM staged_articles
WHERE round = 0;
