-- Claim feeds that are due, the longest overdue first, and those never polled before all. Of a politeness
-- family only its share, so that the others come too. Feeds of other living runs are left out.
WITH due AS (
    SELECT
        f.id,
        s.next_poll_at,
        row_number() OVER (
            PARTITION BY coalesce(nullif(f.family, ''), f.url) ORDER BY s.next_poll_at NULLS FIRST, f.id
        ) AS place_in_family
    FROM wireroom.feeds AS f
    LEFT JOIN wireroom.feed_states AS s ON s.feed_id = f.id
    LEFT JOIN wireroom.feed_claims AS c ON c.feed_id = f.id
    LEFT JOIN wireroom.runs AS r ON r.id = c.run_id
    WHERE f.retired_at IS NULL
        AND NOT f.paused
        AND (
            %(all)s
            OR s.next_poll_at IS NULL
            OR s.next_poll_at <= %(now)s
            -- Ahead of time only where the publisher has not asked us to wait, nor anything gone wrong.
            OR (s.failures = 0 AND s.next_poll_at <= %(now)s + %(early)s)
            -- Put off for what its hub would tell (upsert_feed_states), and nobody tells any more: by its own rhythm again.
            OR (
                s.failures = 0
                AND s.last_polled_at + s.interval <= %(now)s
                AND s.next_poll_reason LIKE 'its hub tells us%%'
                AND NOT wireroom.is_told(f.id, s.last_polled_at, %(now)s)
            )
        )
        AND wireroom.feed_fits(%(match)s, f.id, f.publisher, concat_ws(' ', f.url, f.title, f.publisher, s.title))
        AND f.id <> all(%(but_not)s)
        AND (
            c.run_id IS NULL
            OR c.run_id = %(run_id)s
            OR NOT wireroom.is_alive(r.status, r.alive_until, %(now)s)
        )
),
chosen AS (
    SELECT id FROM due
    WHERE place_in_family <= %(family_share)s
    ORDER BY next_poll_at NULLS FIRST, id
    LIMIT %(limit)s
),
claimed AS (
    INSERT INTO wireroom.feed_claims AS kept (feed_id, run_id)
    SELECT id, %(run_id)s FROM chosen ORDER BY id -- one order for all: two plans at once cannot lock each other out
    ON CONFLICT (feed_id) DO UPDATE SET run_id = excluded.run_id
    WHERE kept.run_id = excluded.run_id
        OR EXISTS (
            SELECT FROM wireroom.runs AS r
            WHERE r.id = kept.run_id AND NOT wireroom.is_alive(r.status, r.alive_until, %(now)s)
        )
    RETURNING feed_id
)
SELECT f.*
FROM claimed
JOIN wireroom.feed_rows AS f ON f.id = claimed.feed_id
ORDER BY f.next_poll_at NULLS FIRST, f.id;
