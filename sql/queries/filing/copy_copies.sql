-- Order of columns: plugins/wireroom/store/articles/staged_rows.py, rows_of_copies.
COPY staged_copies (
    id, article_id, feed_id, trust, fingerprint, captured_at, last_captured_at, text_length, version,
    reason, row, like_id, kept, from_page
) FROM STDIN;
