-- Headlines tried out: the title changed within hours of publication and the text did not.
SELECT article_id, corrected_at, corrected_at - said_since AS stood_for, title_before, title_after
FROM news.corrections
WHERE 'title' = ANY (changed) AND NOT 'text' = ANY (changed) AND corrected_at - said_since < interval '12 hours'
ORDER BY corrected_at DESC
LIMIT 50;
