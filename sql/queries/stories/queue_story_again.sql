-- Stories to be made anew: of articles by number, or of all published in a span of time.
INSERT INTO wireroom.story_queue (article_id)
SELECT h.id
FROM wireroom.article_heads AS h
WHERE CASE
    WHEN cardinality(%(ids)s::bigint[]) > 0 THEN h.id = ANY(%(ids)s::bigint[])
    ELSE
        (%(since)s::timestamptz IS NULL OR h.published_at >= %(since)s)
        AND (%(until)s::timestamptz IS NULL OR h.published_at < %(until)s)
END
ORDER BY h.id;
