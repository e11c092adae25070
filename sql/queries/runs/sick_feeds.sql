-- How many of the feeds that a run filed from a landing file need somebody.
SELECT count(*) AS feeds
FROM wireroom.run_feeds AS r
JOIN news.feeds AS n ON n.id = r.feed_id
WHERE r.run_id = %(run_id)s AND r.landing_uri = %(uri)s AND n.needs_somebody;
