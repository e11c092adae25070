-- Order of columns: plugins/wireroom/store/articles/staged_rows.py, sighting_rows.
COPY staged_sightings (article_id, feed_id, seen_at, trust) FROM STDIN;
