-- What came of pages.
UPDATE wireroom.pages AS p
SET
    outcome = r.outcome, detail = r.detail, next_try_at = r.next_try_at, feed_length = r.feed_length,
    text_length = r.text_length, tdm_reserved = r.tdm_reserved, tdm_source = r.tdm_source
FROM jsonb_to_recordset(%(pages)s::jsonb) AS r (
    article_id bigint, outcome text, detail text, next_try_at timestamptz, feed_length integer, text_length integer,
    tdm_reserved boolean, tdm_source text
)
WHERE p.article_id = r.article_id;
