-- One run, by its number or by Airflow's name of it (of a backfill, the day stands before the name).
WITH run AS (
    SELECT *
    FROM news.runs
    WHERE id = %(run_id)s::bigint
        OR key = %(key)s
        OR key LIKE '____-__-__ %%' AND substr(key, 12) = %(key)s
    ORDER BY id DESC
    LIMIT 1
)
SELECT
    run.id, run.kind, run.key, run.status, run.started_at, run.finished_at, run.duration, run.feeds_failed, run.outcomes,
    run.detail,
    coalesce(so_far.feeds, run.feeds) AS feeds,
    (SELECT count(p.feed) FROM news.polls AS p WHERE p.run_id = run.id) AS feeds_read,
    coalesce(so_far.entries, run.entries)::bigint AS entries,
    coalesce(so_far.inserted, run.inserted)::bigint AS inserted,
    coalesce(so_far.revised, run.revised)::bigint AS revised,
    coalesce(so_far.unchanged, run.unchanged)::bigint AS unchanged,
    coalesce(so_far.rejected, run.rejected)::bigint AS rejected,
    run.day
FROM run
LEFT JOIN LATERAL (
    SELECT
        nullif(count(p.outcome), 0) AS feeds, sum(p.entries) AS entries, sum(p.inserted) AS inserted,
        sum(p.revised) AS revised, sum(p.unchanged) AS unchanged, sum(p.rejected) AS rejected
    FROM news.polls AS p
    WHERE run.status = 'running' AND p.run_id = run.id -- a run is added up at its end
) AS so_far ON true;
