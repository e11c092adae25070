-- How far ahead a clock has been, and when the run before this one began by its own.
SELECT
    (SELECT max(last_polled_at) FROM wireroom.feed_states WHERE last_polled_at > %(limit)s) AS polled_at,
    (SELECT max(started_at) FROM wireroom.runs WHERE started_at > %(limit)s AND id <> %(run_id)s) AS started_at,
    (SELECT started_at FROM wireroom.runs WHERE id < %(run_id)s AND kind = 'ingest' ORDER BY id DESC LIMIT 1) AS before;
