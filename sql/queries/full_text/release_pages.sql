-- End a run's claims to pages that it did not request, of these articles or (NULL) of all.
WITH never AS (
    DELETE FROM wireroom.pages
    WHERE run_id = %(run_id)s AND (article_id = ANY(%(ids)s::bigint[]) OR %(ids)s::bigint[] IS NULL)
        AND outcome IS NULL AND landing_uri IS NULL AND asked_at IS NULL
)
UPDATE wireroom.pages
SET next_try_at = %(now)s, run_id = NULL
WHERE run_id = %(run_id)s AND (article_id = ANY(%(ids)s::bigint[]) OR %(ids)s::bigint[] IS NULL)
    AND outcome IS NULL AND landing_uri IS NULL AND asked_at IS NOT NULL;
