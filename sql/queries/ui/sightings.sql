-- Which feeds carried one article, and when.
SELECT feed_id, coalesce((SELECT n.name FROM news.feeds AS n WHERE n.id = sightings.feed_id), feed) AS feed, trust, first_seen_at, last_seen_at, times
FROM news.sightings
WHERE article_id = %(article_id)s
ORDER BY first_seen_at, feed_id;
