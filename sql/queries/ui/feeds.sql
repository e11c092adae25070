-- One page of feeds that fit the search and the filters, in the wished order, with how many there are.
WITH chosen AS (
    SELECT
        f.id,
        count(*) OVER () AS total,
        row_number() OVER (
            ORDER BY
                CASE WHEN %(sort)s = 'condition' THEN array_position(
                    ARRAY['sick', 'emptied', 'cut_off', 'failed_once', 'silent', 'waiting', 'new', 'well', 'paused', 'retired'], f.condition
                ) END,
                CASE %(sort)s WHEN 'newest' THEN f.last_new_at WHEN 'polled' THEN f.last_polled_at END DESC NULLS LAST,
                CASE WHEN %(sort)s = 'next' THEN f.next_poll_at END NULLS LAST,
                lower(f.title), f.id
        ) AS place
    FROM news.feeds AS f
    WHERE (%(words)s = '' OR concat_ws(' ', f.title, f.url, f.publisher) ILIKE %(pattern)s COLLATE pg_catalog."default")
        AND (
            %(condition)s = '' AND f.retired_at IS NULL
            OR f.condition = %(condition)s
            OR %(condition)s = 'any'
            OR %(condition)s = 'moved' AND f.retired_at IS NULL
                AND (f.moved_to IS NOT NULL OR f.moving_to IS NOT NULL AND NOT f.moving_refused)
        )
        AND (%(category)s = '' OR %(category)s = ANY (f.category))
        AND (%(language)s = '' OR split_part(f.language, '-', 1) = %(language)s)
        AND (%(country)s = '' OR f.country = %(country)s)
        AND (%(cause)s = '' OR f.cause = %(cause)s)
    ORDER BY place
    LIMIT %(limit)s OFFSET %(offset)s
)
SELECT
    f.id, f.title, f.name, f.url, f.publisher, f.category, f.language, f.country, f.condition, f.cause, f.health, f.cadence,
    f.last_polled_at, f.last_new_at, f.next_poll_at, f.articles, f.paused,
    f.moved_to, CASE WHEN NOT f.moving_refused THEN f.moving_to END AS moving_to, chosen.total
FROM chosen
JOIN news.feeds AS f ON f.id = chosen.id
ORDER BY chosen.place;
