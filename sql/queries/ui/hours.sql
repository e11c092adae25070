-- Articles that came in or were corrected in each of the last 48 hours, those of backfills apart: of all, or of the six
-- languages or publishers with the most, and of the others together. A correction counts at its article's last.
WITH latest AS MATERIALIZED (
    SELECT
        CASE %(by)s
            WHEN 'language' THEN coalesce(split_part(a.language, '-', 1), '')
            WHEN 'publisher' THEN coalesce(a.publisher, '')
        END AS name,
        a.run_id,
        date_bin('1 hour', a.first_filed_at, timestamptz 'epoch') AS filed,
        date_bin('1 hour', a.corrected_at, timestamptz 'epoch') AS corrected
    FROM news.arrivals AS a
    WHERE a.filed_at >= date_trunc('hour', %(now)s::timestamptz) - interval '47 hours'
),
kinds AS MATERIALIZED ( -- looked up once a run, not for each of its articles
    SELECT r.id, r.kind IN ('ingest', 'websub') AS is_live
    FROM news.runs AS r
    WHERE r.id IN (SELECT run_id FROM latest)
),
came AS (
    SELECT l.filed AS hour, l.name, k.is_live AS inserted, k.is_live IS NOT TRUE AS backfilled, false AS revised
    FROM latest AS l
    LEFT JOIN kinds AS k ON k.id = l.run_id
    UNION ALL
    SELECT corrected, name, false, false, true
    FROM latest
    WHERE corrected IS NOT NULL
),
hours AS (
    SELECT
        hour,
        name,
        count(*) FILTER (WHERE inserted) AS inserted,
        count(*) FILTER (WHERE revised) AS revised,
        count(*) FILTER (WHERE backfilled) AS backfilled
    FROM came
    WHERE hour >= date_trunc('hour', %(now)s::timestamptz) - interval '47 hours' AND hour <= %(now)s
    GROUP BY hour, name
),
most AS (
    SELECT name, row_number() OVER (ORDER BY sum(inserted + revised) DESC, name) AS place
    FROM hours
    WHERE name <> ''
    GROUP BY name
    HAVING sum(inserted + revised) > 0
    ORDER BY place
    LIMIT 6
)
SELECT
    h.hour,
    coalesce(m.place, 0) AS place,
    coalesce(m.name, '') AS name,
    sum(h.inserted)::bigint AS inserted,
    sum(h.revised)::bigint AS revised,
    sum(h.backfilled)::bigint AS backfilled
FROM hours AS h
LEFT JOIN most AS m ON m.name = h.name
GROUP BY h.hour, m.place, m.name
ORDER BY h.hour, place;
