-- Articles that are to be put into events anew, by number or as published in a span of time, with their keys; the events
-- that they were in.
WITH gone AS (
    DELETE FROM wireroom.event_members AS m
    WHERE CASE
        WHEN cardinality(%(ids)s::bigint[]) > 0 THEN m.article_id = ANY(%(ids)s::bigint[])
        ELSE
            (%(since)s::timestamptz IS NULL OR m.published_at >= %(since)s)
            AND (%(until)s::timestamptz IS NULL OR m.published_at < %(until)s)
    END
    RETURNING m.article_id, m.event_id, m.published_at, m.words
),
keys AS (
    DELETE FROM wireroom.event_keys AS k
    USING gone AS g, unnest(g.words[:%(keys)s]) AS old (word)
    WHERE k.span = floor(extract(epoch FROM g.published_at) / 259200)::integer
        AND k.word = old.word AND k.article_id = g.article_id
)
SELECT DISTINCT event_id FROM gone;
