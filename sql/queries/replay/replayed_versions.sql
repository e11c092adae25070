-- What is stored of articles as captured at these moments, to compare a replay with: the present version in full.
SELECT
    a.id, a.updated_at AS captured_at, true AS is_current, coalesce(a.home_feed_id, 0) AS feed_id,
    p.domain AS publisher, {a.columns},
    EXISTS (
        SELECT FROM wireroom.copies AS c WHERE c.article_id = a.id AND c.version = a.version AND c.from_page
    ) AS from_page -- its page's text, which may have come at the very moment of a poll
FROM wireroom.article_heads AS h
JOIN wireroom.articles AS a ON a.id = h.id
LEFT JOIN wireroom.publishers AS p ON p.id = a.publisher_id
WHERE h.id = ANY(%(ids)s) AND a.updated_at = ANY(%(moments)s::timestamptz[])
    -- a feed's headline over the text of a page is no reading of one document
    AND a.change_reason IS DISTINCT FROM 'changed in its home feed, beside the text of its page';
