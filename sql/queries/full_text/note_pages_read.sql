-- What came of pages. One that was not to be had now frees nothing that it reserved when it was read.
UPDATE wireroom.pages AS p
SET
    outcome = r.outcome, detail = r.detail, next_try_at = r.next_try_at, feed_length = r.feed_length,
    text_length = r.text_length, tdm_reserved = coalesce(r.tdm_reserved, p.tdm_reserved),
    tdm_source = CASE WHEN r.tdm_reserved IS NULL THEN p.tdm_source ELSE r.tdm_source END
FROM jsonb_to_recordset(%(pages)s::jsonb) AS r (
    article_id bigint, outcome text, detail text, next_try_at timestamptz, feed_length integer, text_length integer,
    tdm_reserved boolean, tdm_source text
)
WHERE p.article_id = r.article_id;
