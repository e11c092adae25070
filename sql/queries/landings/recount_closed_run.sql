-- A landing file was filed after its run was closed: what the run came to.
UPDATE wireroom.runs AS run
SET
    feeds = t.feeds, entries = t.entries, inserted = t.inserted, revised = t.revised, unchanged = t.unchanged,
    rejected = t.rejected, outcomes = t.outcomes
FROM (
    SELECT
        b.run_id,
        count(f.outcome) AS feeds,
        coalesce(sum(f.entries), 0) AS entries,
        coalesce(sum(f.inserted), 0) AS inserted,
        coalesce(sum(f.revised), 0) AS revised,
        coalesce(sum(f.unchanged), 0) AS unchanged,
        coalesce(sum(f.rejected), 0) AS rejected,
        (
            SELECT coalesce(jsonb_object_agg(outcome, polled), '{}')
            FROM (
                SELECT outcome, count(*) AS polled
                FROM wireroom.run_feeds
                WHERE run_id = b.run_id AND outcome IS NOT NULL
                GROUP BY outcome
            ) AS by_outcome
        ) AS outcomes
    FROM wireroom.landings AS b
    LEFT JOIN wireroom.run_feeds AS f ON f.run_id = b.run_id
    WHERE b.uri = %(uri)s
    GROUP BY b.run_id
) AS t
WHERE run.id = t.run_id AND run.status <> 'running';
