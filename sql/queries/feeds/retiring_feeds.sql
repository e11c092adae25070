-- What a list of feeds would retire, and how many feeds there are that have brought articles from outside the sample
-- newsroom.
WITH active AS (
    SELECT
        f.id, f.url, coalesce(f.title, s.title, f.url) AS title, 
        f.url <> ALL (%(urls)s) AND NOT EXISTS ( -- else it has moved: see follow_moves
            SELECT FROM unnest(ARRAY[s.redirected_to, s.fetch_url]) AS home (url)
            WHERE home.url = ANY (%(urls)s) AND home.url IS DISTINCT FROM s.refused_move
                AND NOT EXISTS (SELECT FROM wireroom.feeds AS known WHERE known.url = home.url)
                -- Of several that lead there one moves.
                AND NOT EXISTS (
                    SELECT FROM wireroom.feeds AS other
                    JOIN wireroom.feed_states AS led ON led.feed_id = other.id
                    WHERE other.id < f.id AND other.retired_at IS NULL AND other.url <> ALL (%(urls)s)
                        AND home.url IN (led.redirected_to, led.fetch_url) AND home.url IS DISTINCT FROM led.refused_move
                )
        ) AS retires,
        NOT wireroom.is_sample(f.url) AND EXISTS (SELECT FROM wireroom.sightings AS seen WHERE seen.feed_id = f.id)
            AS has_brought
    FROM wireroom.feeds AS f
    LEFT JOIN wireroom.feed_states AS s ON s.feed_id = f.id
    WHERE f.retired_at IS NULL
)
SELECT
    (SELECT count(*) FROM active) AS active,
    (SELECT count(*) FROM active WHERE has_brought) AS active_with_articles,
    coalesce(
        (
            SELECT jsonb_agg(jsonb_build_array(url, title, has_brought) ORDER BY title, id)
            FROM active
            WHERE retires
        ),
        '[]'
    ) AS retiring;
