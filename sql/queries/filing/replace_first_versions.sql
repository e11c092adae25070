-- The first version of an article in its place: captured earlier than what stands, or made anew from the copies.
-- Nothing is merged; the versions that follow merge with it as with any.
WITH first AS (
    SELECT s.*, p.id AS publisher_id
    FROM staged_articles AS s
    LEFT JOIN wireroom.publishers AS p ON p.domain = s.publisher_domain
    WHERE s.round = -1
),
replaced AS (
    UPDATE wireroom.articles AS a
    SET
        (
            first_seen_at, updated_at, publisher_id, home_feed_id, change_reason, run_id, filed_at, version, changed,
            corrected_at, {columns}
        ) = (
            n.seen_at, n.seen_at, n.publisher_id, n.feed_id, 'new', coalesce(n.run_id, %(run_id)s),
            coalesce(n.filed_at, statement_timestamp()), 1, '{}', NULL,
            {n.columns}
        )
    FROM first AS n
    WHERE a.id = n.id
)
UPDATE wireroom.article_heads AS h
SET
    home_feed_id = n.feed_id,
    fingerprint = n.fingerprint,
    content_seen_at = n.seen_at,
    text_length = n.text_length,
    revisions = 0,
    published_at = n.published_at,
    trust = n.trust
FROM first AS n
WHERE h.id = n.id;
