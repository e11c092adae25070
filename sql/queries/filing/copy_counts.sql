-- Order of columns: plugins/wireroom/store/articles/loader.py, rows.
COPY staged_counts (feed_id, entries, inserted, revised, unchanged, rejected, dropped, dropped_by) FROM STDIN;
