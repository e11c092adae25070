-- What did publishers change after publication? Each version beside the one before it.
SELECT article_id, said_since, corrected_at, changed, title_before, title_after
FROM news.corrections
ORDER BY corrected_at DESC
LIMIT 50;
