-- Texts that were changed after publication without a word about it: no "correction", no "updated" in what is there now.
SELECT article_id, version, corrected_at, length(text_after) - length(text_before) AS longer_by, title_after
FROM news.corrections
WHERE CASE -- or Postgres reads every text there is before it looks which were changed
    WHEN 'text' = ANY (changed) THEN text_after !~* '\m(correct(ed|ion)|updated?|amended|clarif)'
END
ORDER BY corrected_at DESC
LIMIT 50;
