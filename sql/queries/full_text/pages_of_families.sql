-- What was asked of families in the last day; one that could not be had just now, or asked us to wait, is left alone.
SELECT
    family,
    count(*) FILTER (WHERE outcome IS DISTINCT FROM 'disallowed' AND asked_at > %(now)s - interval '1 day') AS pages,
    count(*) FILTER (WHERE outcome = ANY(%(unhad)s) AND asked_at > %(now)s - interval '1 hour') >= 3
        OR coalesce(max(next_try_at) FILTER (WHERE outcome = 'rate_limited') > %(now)s, false) AS is_resting
FROM wireroom.pages
WHERE family = ANY(%(families)s) AND asked_at > %(now)s - interval '3 days'
GROUP BY family;
