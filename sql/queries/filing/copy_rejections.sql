-- Order of columns: plugins/wireroom/store/articles/staged_rows.py, rejection_row.
COPY staged_rejections (key, feed_id, reason, detail, raw, seen_at) FROM STDIN;
