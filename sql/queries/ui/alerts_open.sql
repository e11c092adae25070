-- Open alerts, silenced ones aside, that the overview does not tell in its own words: of sick and emptied feeds and of
-- feeds.yaml it does.
SELECT id, rule, words, feed_id, opened_at, count(*) OVER () AS total
FROM news.alerts AS a
WHERE is_open AND silenced_until IS NULL AND rule NOT IN ('sick', 'list')
    AND NOT (
        rule = 'document' AND EXISTS (SELECT FROM news.feeds AS f WHERE f.id = a.feed_id AND f.condition = 'emptied')
    )
ORDER BY opened_at DESC, id DESC
LIMIT %(shown)s;
