-- What a run did with each feed that it polled.
SELECT
    r.feed_id,
    coalesce(wireroom.feed_name(coalesce(f.title, s.title, wireroom.masked(f.url)), f.url), '') AS title,
    coalesce(wireroom.masked(f.url), '') AS url,
    r.outcome, r.detail, r.failures, r.entries, r.inserted, r.revised, r.unchanged, r.rejected, r.dropped,
    coalesce(n.condition, '') AS condition, coalesce(n.needs_somebody, false) AS needs_somebody,
    coalesce(n.cause, '') AS cause
FROM wireroom.run_feeds AS r
LEFT JOIN wireroom.feeds AS f ON f.id = r.feed_id
LEFT JOIN wireroom.feed_states AS s ON s.feed_id = r.feed_id
LEFT JOIN news.feeds AS n ON n.id = r.feed_id
WHERE r.run_id = %(run_id)s AND r.outcome IS NOT NULL
ORDER BY title, r.feed_id;
