-- Order of columns: plugins/wireroom/store/articles/staged_rows.py, sighting_rows.
COPY staged_sightings FROM STDIN;
