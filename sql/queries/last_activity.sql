-- When a run that brings articles last began: what is kept for a time is counted from there.
SELECT max(started_at) AS at FROM wireroom.runs WHERE kind IN ('ingest', 'backfill');
