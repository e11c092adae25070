-- Note which pages were requested, and where the answers are.
UPDATE wireroom.pages AS p
SET
    asked_at = l.asked_at, tries = p.tries + 1, decision = l.decision, final_url = l.final_url, status = l.status,
    landing_uri = %(uri)s, landing_record = l.record
FROM jsonb_to_recordset(%(pages)s::jsonb)
    AS l (article_id bigint, asked_at timestamptz, decision text, final_url text, status integer, record text)
WHERE p.article_id = l.article_id AND p.outcome IS NULL;
