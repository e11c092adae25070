-- What a run came to so far, whether it polled feeds or read archives.
SELECT
    count(outcome) AS feeds,
    coalesce(sum(entries), 0)::bigint AS entries,
    coalesce(sum(inserted), 0)::bigint AS inserted,
    coalesce(sum(revised), 0)::bigint AS revised,
    coalesce(sum(unchanged), 0)::bigint AS unchanged,
    coalesce(sum(rejected), 0)::bigint AS rejected,
    coalesce(sum(dropped), 0)::bigint AS dropped,
    (
        SELECT coalesce(jsonb_object_agg(outcome, polled), '{}')
        FROM (
            SELECT outcome, count(*) AS polled
            FROM wireroom.run_feeds
            WHERE run_id = %(run_id)s AND outcome IS NOT NULL
            GROUP BY outcome
        ) AS by_outcome
    ) AS outcomes
FROM wireroom.run_feeds
WHERE run_id = %(run_id)s;
