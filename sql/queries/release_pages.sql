-- Pages that the run did not come to ask for: the next may.
WITH never AS (
    DELETE FROM wireroom.pages
    WHERE article_id = ANY(%(ids)s::bigint[]) AND run_id = %(run_id)s AND outcome IS NULL AND asked_at IS NULL
)
UPDATE wireroom.pages
SET next_try_at = %(now)s, run_id = NULL
WHERE article_id = ANY(%(ids)s::bigint[]) AND run_id = %(run_id)s AND outcome IS NULL AND asked_at IS NOT NULL;
