-- New articles of some feeds on each of the last 14 days that brought any: how many days ago, how many.
SELECT
    feed_id,
    floor(extract(epoch FROM date_trunc('day', %(now)s::timestamptz) + interval '1 day' - polled_at) / 86400)::integer AS ago,
    sum(inserted)::integer AS inserted
FROM news.polls
WHERE feed_id = ANY (%(feed_ids)s::bigint []) AND inserted > 0
    AND run_id >= (
        SELECT coalesce(min(id), 0)
        FROM news.runs
        WHERE kind IN ('ingest', 'websub') -- an old run of another kind may have been begun again
            AND started_at >= date_trunc('day', %(now)s::timestamptz) - interval '13 days'
    )
    AND polled_at >= date_trunc('day', %(now)s::timestamptz) - interval '13 days' AND polled_at <= %(now)s
GROUP BY feed_id, ago;
