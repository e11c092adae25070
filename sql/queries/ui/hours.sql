-- Articles that came in or were corrected in each of the last 48 hours, those of backfills apart: of all, or of the six
-- languages or publishers with the most, and of the others together. A correction counts at its article's last.
WITH latest AS (
    SELECT
        CASE %(by)s
            WHEN 'language' THEN coalesce(split_part(a.language, '-', 1), '')
            WHEN 'publisher' THEN coalesce(a.publisher, '')
        END AS name,
        a.run_id,
        date_bin('1 hour', a.first_filed_at, timestamptz 'epoch') AS filed,
        date_bin('1 hour', a.corrected_at, timestamptz 'epoch') AS corrected,
        count(*) AS articles
    FROM news.arrivals AS a
    WHERE a.filed_at >= date_trunc('hour', %(now)s::timestamptz) - interval '47 hours'
    GROUP BY name, a.run_id, filed, corrected
),
summed AS ( -- a run's kind is looked up once, not for each of its articles
    SELECT l.name, l.filed, l.corrected, l.articles, r.kind IN ('ingest', 'websub') AS is_live
    FROM latest AS l
    LEFT JOIN news.runs AS r ON r.id = l.run_id
),
came AS (
    SELECT filed AS hour, name, is_live AS inserted, is_live IS NOT TRUE AS backfilled, false AS revised, articles
    FROM summed
    UNION ALL
    SELECT corrected, name, false, false, true, articles
    FROM summed
    WHERE corrected IS NOT NULL
),
hours AS (
    SELECT
        hour,
        name,
        coalesce(sum(articles) FILTER (WHERE inserted), 0) AS inserted,
        coalesce(sum(articles) FILTER (WHERE revised), 0) AS revised,
        coalesce(sum(articles) FILTER (WHERE backfilled), 0) AS backfilled
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
