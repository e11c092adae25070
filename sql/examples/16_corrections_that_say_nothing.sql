-- Texts that were changed after publication without a word about it: no "correction", no "updated" in what is there now.
SELECT article_id, version, corrected_at, length(text_after) - length(text_before) AS longer_by, title_after
FROM news.corrections
WHERE 'text' = ANY (changed)
    AND text_after !~* '\m(correct(ed|ion)|updated?|amended|clarif)'
ORDER BY corrected_at DESC
LIMIT 50;
