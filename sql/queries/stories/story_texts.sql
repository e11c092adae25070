-- What articles are compared by. The dates are those of story_months: only their months are read.
SELECT
    a.id,
    a.title,
    left(coalesce(nullif(coalesce(a.own_text, a.text), ''), a.summary), %(longest)s) AS text,
    coalesce(p.domain, '') AS domain,
    a.publisher_id,
    coalesce(a.published_at, a.first_seen_at) AS published_at,
    CASE WHEN a.published_precision IN ('second', 'minute') THEN a.published_at END AS exact_at,
    CASE a.published_precision
        WHEN 'day' THEN a.published_at + interval '24 hours'
        WHEN 'month' THEN (a.published_at AT TIME ZONE 'UTC' + interval '1 month') AT TIME ZONE 'UTC'
        ELSE coalesce(a.published_at, a.first_seen_at)
    END AS latest_at,
    (
        SELECT said ->> 'name'
        FROM jsonb_array_elements(a.attribution) AS said
        WHERE said ->> 'kind' = 'agency'
        LIMIT 1
    ) AS agency
FROM wireroom.articles AS a
LEFT JOIN wireroom.publishers AS p ON p.id = a.publisher_id
WHERE a.id = ANY(%(ids)s) AND (a.published_at = ANY(%(dates)s::timestamptz[]) OR a.published_at IS NULL);
