-- Live articles of the last 24 hours and of the same hours so many days ago: of each publisher and language, each
-- language, and all. Live is what a poll or a hub brought within two days of its publication; backfills do not count.
WITH live AS (
    SELECT
        d.days_ago, coalesce(p.domain, p.name) AS publisher, split_part(a.language, '-', 1) AS language,
        a.word_count > 0 AS has_text,
        CASE WHEN a.published_precision IN ('second', 'minute') AND a.first_seen_at >= a.published_at
            THEN a.first_seen_at - a.published_at END AS late
    FROM unnest(%(days)s::integer []) AS d (days_ago)
    JOIN wireroom.articles AS a
        ON a.published_at > %(now)s - (d.days_ago + 3) * interval '1 day'
        AND a.published_at <= %(now)s - (d.days_ago - 1) * interval '1 day'
        AND a.first_seen_at > %(now)s - (d.days_ago + 1) * interval '1 day'
        AND a.first_seen_at <= %(now)s - d.days_ago * interval '1 day'
    JOIN wireroom.runs AS r ON r.id = a.run_id AND (r.kind IN ('ingest', 'websub') OR a.version > 1)
    LEFT JOIN wireroom.publishers AS p ON p.id = a.publisher_id
)
SELECT
    days_ago, publisher, language, count(*) AS articles, count(*) FILTER (WHERE has_text) AS with_text,
    count(late) AS timed, percentile_disc(0.5) WITHIN GROUP (ORDER BY late) AS late
FROM live
GROUP BY days_ago, GROUPING SETS ((publisher, language), (language), ());
