-- New and corrected articles that one feed brought on each of the last 14 days.
SELECT
    day,
    coalesce(sum(p.inserted), 0)::bigint AS inserted,
    coalesce(sum(p.revised), 0)::bigint AS revised,
    count(p.run_id) AS polls
FROM generate_series(
    date_trunc('day', %(now)s::timestamptz) - interval '13 days', date_trunc('day', %(now)s::timestamptz), interval '1 day'
) AS day
LEFT JOIN news.polls AS p ON p.feed_id = %(feed_id)s AND p.polled_at >= day AND p.polled_at < day + interval '1 day'
GROUP BY day
ORDER BY day;
