-- Which posts were quoted in articles, by whom and where? One row a post.
SELECT
    a.published_at, a.title, post ->> 'platform' AS platform, post ->> 'author' AS author,
    post ->> 'handle' AS handle, post ->> 'date' AS posted, post ->> 'text' AS text
FROM news.articles AS a
CROSS JOIN LATERAL jsonb_array_elements(a.embeds) AS post
WHERE post ->> 'kind' = 'post'
ORDER BY a.published_at DESC NULLS LAST
LIMIT 50;
