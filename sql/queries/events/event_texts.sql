-- What articles say of an event: the words of title and first lines as search stems them, and what is kept of them so far.
-- Not of scripts without spaces: how well their words part events has not been measured.
-- The dates are those of story_months: only their months are read.
SELECT
    a.id,
    split_part(a.language, '-', 1) AS language,
    coalesce(a.published_at, a.first_seen_at) AS published_at,
    a.publisher_id,
    CASE WHEN told.apart THEN '{}' ELSE tsvector_to_array(
        to_tsvector(wireroom.search_config(a.language), wireroom.plain_marks(left(a.title, 400)))
    ) END AS title,
    CASE WHEN told.apart THEN '{}' ELSE tsvector_to_array(
        to_tsvector(
            wireroom.search_config(a.language),
            wireroom.plain_marks(CASE WHEN length(told.lead) = 400 THEN regexp_replace(told.lead, '\S*$', '') ELSE told.lead END)
        )
    ) END AS lead,
    kept.words AS words_before,
    kept.title AS title_before,
    kept.published_at IS NOT DISTINCT FROM coalesce(a.published_at, a.first_seen_at)
        AND kept.publisher_id IS NOT DISTINCT FROM a.publisher_id AS placed_alike,
    kept.event_id,
    coalesce(kept.alone, false) AS alone
FROM wireroom.articles AS a
CROSS JOIN LATERAL (
    SELECT
        left(coalesce(nullif(coalesce(a.own_text, a.text), ''), a.summary), 400) AS lead,
        a.language IS NULL OR a.title ~ wireroom.unspaced() AS apart
) AS told
LEFT JOIN wireroom.event_members AS kept ON kept.article_id = a.id
WHERE a.id = ANY(%(ids)s) AND (a.published_at = ANY(%(dates)s::timestamptz[]) OR a.published_at IS NULL)
ORDER BY coalesce(a.published_at, a.first_seen_at), a.id;
