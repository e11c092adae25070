-- Head of the overview: the last 24 hours against the usual 24 hours (median of up to 14), last article, search queue.
WITH days AS (
    SELECT
        floor(extract(epoch FROM %(now)s - r.started_at) / 86400) AS ago,
        sum(coalesce(so_far.inserted, r.inserted)) AS inserted
    FROM news.runs AS r
    LEFT JOIN LATERAL (
        SELECT sum(p.inserted) AS inserted
        FROM news.polls AS p
        WHERE r.status = 'running' AND p.run_id = r.id -- a run is added up at its end
    ) AS so_far ON true
    WHERE r.kind IN ('ingest', 'websub') AND r.started_at > %(now)s - interval '15 days' AND r.started_at <= %(now)s
    GROUP BY ago
),
queue AS (
    SELECT count(*) AS waiting, min(queued_at) AS oldest, count(*) FILTER (WHERE attempts > 0) AS failed
    FROM news.search_queue
)
SELECT
    coalesce((SELECT inserted FROM days WHERE ago = 0), 0)::bigint AS inserted,
    (SELECT count(*) FROM news.articles WHERE corrected_at > %(now)s - interval '24 hours') AS corrected,
    (SELECT round(percentile_cont(0.5) WITHIN GROUP (ORDER BY inserted)) FROM days WHERE ago > 0)::bigint AS usual,
    (SELECT count(*) FROM days WHERE ago > 0) AS days_known,
    (SELECT max(last_new_at) FROM news.feeds) AS last_new_at,
    queue.waiting AS queue_waiting,
    queue.oldest AS queue_oldest,
    queue.failed AS queue_failed
FROM queue;
