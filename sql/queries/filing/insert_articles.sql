-- The wide row of each new article, into the partition of its month.
INSERT INTO wireroom.articles (
    id, first_seen_at, updated_at, publisher_id, home_feed_id, change_reason, run_id, filed_at, {columns}
)
SELECT
    s.id, s.seen_at, s.seen_at, p.id, s.feed_id, s.reason, coalesce(s.run_id, %(run_id)s),
    coalesce(s.filed_at, statement_timestamp()), {s.columns}
FROM staged_articles AS s
LEFT JOIN wireroom.publishers AS p ON p.domain = s.publisher_domain
WHERE s.round = 0;
