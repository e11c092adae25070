-- What a decision needs to know of the articles that these keys lead to.
SELECT k.key, h.id, h.home_feed_id, h.fingerprint, h.content_seen_at, h.text_length, h.revisions, h.trust, h.has_copies
FROM wireroom.article_keys AS k
JOIN wireroom.article_heads AS h ON h.id = k.article_id
WHERE k.key = ANY(%(keys)s);
