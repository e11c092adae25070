-- Numbers for a monitoring system, each with the value of its one label.
WITH last_day AS (
    SELECT id, inserted, revised, unchanged, rejected FROM news.runs WHERE started_at > %(now)s - interval '1 day'
),
polled AS (
    SELECT percentile_cont(ARRAY[0.5, 0.95]) WITHIN GROUP (ORDER BY elapsed_ms / 1000.0) AS seconds
    FROM news.polls
    WHERE run_id IN (SELECT id FROM news.runs WHERE started_at > %(now)s - interval '1 hour') AND elapsed_ms IS NOT NULL
)
SELECT 'feeds' AS name, condition AS label, count(*)::double precision AS value FROM news.feeds GROUP BY condition
UNION ALL
SELECT 'last_well_poll_age_seconds', '', extract(epoch FROM %(now)s - max(last_well_at))::double precision FROM news.feeds
UNION ALL
SELECT 'last_run_age_seconds', kind, extract(epoch FROM %(now)s - max(started_at))::double precision FROM news.runs GROUP BY kind
UNION ALL
SELECT 'entries_last_day', w.label, coalesce(sum(w.value), 0)::double precision
FROM last_day AS d
CROSS JOIN LATERAL (
    VALUES ('inserted', d.inserted), ('revised', d.revised), ('unchanged', d.unchanged), ('rejected', d.rejected)
) AS w (label, value)
GROUP BY w.label
UNION ALL
SELECT 'dropped_last_day', d.stage, sum(d.entries)::double precision
FROM last_day AS r
-- run by run: of all at once the planner reads the polls of every day there is
CROSS JOIN LATERAL (SELECT o.stage, sum(o.entries) AS entries FROM news.drops AS o WHERE o.run_id = r.id GROUP BY o.stage) AS d
GROUP BY d.stage
UNION ALL
SELECT 'search_queue', CASE WHEN attempts > 0 THEN 'failed' ELSE 'waiting' END, count(*)::double precision
FROM news.search_queue GROUP BY 2
UNION ALL
SELECT 'search_queue_age_seconds', '', coalesce(extract(epoch FROM %(now)s - min(queued_at)), 0)::double precision FROM news.search_queue
UNION ALL
SELECT 'poll_seconds', q.label, q.value
FROM polled CROSS JOIN LATERAL (VALUES ('0.5', seconds[1]), ('0.95', seconds[2])) AS q (label, value)
UNION ALL
SELECT 'alerts_open', rule, count(*)::double precision FROM news.alerts WHERE is_open AND silenced_until IS NULL GROUP BY rule
UNION ALL
SELECT 'watch_age_seconds', '', extract(epoch FROM %(now)s - looked_at)::double precision FROM news.watch
ORDER BY 1, 2;
