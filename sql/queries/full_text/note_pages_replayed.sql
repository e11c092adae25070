-- What today's code makes of landed pages: of those that nobody has on record, and anew of those that stand.
INSERT INTO wireroom.pages AS kept (
    article_id, feed_id, family, url, run_id, tries, asked_at, next_try_at, outcome, detail, final_url, status,
    feed_length, text_length, tdm_reserved, tdm_source, landing_uri, landing_record
)
SELECT
    r.article_id, r.feed_id, r.family, r.url, %(run_id)s, 1, r.asked_at, r.next_try_at, r.outcome, r.detail, r.final_url,
    r.status, r.feed_length, r.text_length, r.tdm_reserved, r.tdm_source, r.landing_uri, r.landing_record
FROM (
    SELECT DISTINCT ON (article_id) *
    FROM jsonb_to_recordset(%(pages)s::jsonb) AS each (
        article_id bigint, feed_id bigint, family text, url text, asked_at timestamptz, next_try_at timestamptz,
        outcome text, detail text, final_url text, status integer, feed_length integer, text_length integer,
        tdm_reserved boolean, tdm_source text, landing_uri text, landing_record text
    )
    ORDER BY article_id, asked_at DESC
) AS r
ON CONFLICT (article_id) DO UPDATE SET
    -- asked for later than what is on record: a database that was restored from before
    asked_at = excluded.asked_at, final_url = excluded.final_url, status = excluded.status,
    landing_uri = excluded.landing_uri, landing_record = excluded.landing_record,
    next_try_at = CASE
        WHEN kept.landing_record = excluded.landing_record THEN kept.next_try_at ELSE excluded.next_try_at
    END,
    outcome = excluded.outcome, detail = excluded.detail, feed_length = excluded.feed_length,
    text_length = excluded.text_length, tdm_reserved = coalesce(excluded.tdm_reserved, kept.tdm_reserved),
    tdm_source = CASE WHEN excluded.tdm_reserved IS NULL THEN kept.tdm_source ELSE excluded.tdm_source END
WHERE kept.outcome IS NOT NULL AND kept.asked_at <= excluded.asked_at; -- one under way is its run's
