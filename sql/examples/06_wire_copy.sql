-- How much of what a publisher brings is agency copy or taken over from elsewhere?
SELECT
    publisher,
    count(*) AS articles,
    count(*) FILTER (WHERE attribution @> '[{"kind": "agency"}]') AS of_agencies,
    count(*) FILTER (WHERE attribution @> '[{"kind": "adapted"}]' OR attribution @> '[{"kind": "original"}]') AS taken_over
FROM news.articles
GROUP BY publisher
ORDER BY articles DESC;
