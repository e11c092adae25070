-- Feeds whose poll this run has filed from this landing file: a retry passes them over. A run that was cleared as a
-- whole polls again and lands elsewhere; that is news.
SELECT feed_id
FROM wireroom.run_feeds
WHERE run_id = %(run_id)s AND outcome IS NOT NULL AND landing_uri = %(uri)s;
