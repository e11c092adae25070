-- Feeds whose poll this run has filed: a retry passes them over.
SELECT feed_id FROM wireroom.run_feeds WHERE run_id = %(run_id)s AND outcome IS NOT NULL;
