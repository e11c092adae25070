-- What the rules of feeds.yaml have dropped of a feed in its last polls, by rule.
SELECT d.reason, sum(d.entries)::bigint AS entries
FROM news.drops AS d
WHERE d.feed_id = %(feed_id)s AND d.stage = 'rules' AND d.run_id = ANY (%(run_ids)s)
GROUP BY d.reason
ORDER BY entries DESC, d.reason;
