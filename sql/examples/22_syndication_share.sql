-- Syndication share: how much of what each publisher brings others have too, in the last 30 days.
SELECT
    a.publisher_domain,
    count(*) AS articles,
    round(100.0 * count(s.id) / count(*), 1) AS percent_shared,
    count(*) FILTER (WHERE s.first_article_id = a.id) AS had_first
FROM news.articles AS a
LEFT JOIN news.stories AS s ON s.id = a.story_id AND s.publishers > 1
WHERE a.published_at >= now() - interval '30 days'
GROUP BY a.publisher_domain
ORDER BY articles DESC
LIMIT 50;
