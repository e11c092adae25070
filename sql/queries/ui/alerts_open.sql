-- Open alerts, silenced ones aside, that the overview does not tell in its own words: of sick feeds and of feeds.yaml it does.
SELECT id, rule, words, feed_id, opened_at, count(*) OVER () AS total
FROM news.alerts
WHERE is_open AND silenced_until IS NULL AND rule NOT IN ('sick', 'list')
ORDER BY opened_at DESC, id DESC
LIMIT %(shown)s;
