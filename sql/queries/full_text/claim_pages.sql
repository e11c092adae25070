-- Claim pages until `lease_until`. Of two plans at the same time, the second gets none of the first's.
INSERT INTO wireroom.pages AS kept (article_id, feed_id, family, url, private, run_id, next_try_at)
SELECT c.article_id, c.feed_id, c.family, c.url, c.private, %(run_id)s, %(lease_until)s
FROM jsonb_to_recordset(%(pages)s::jsonb) AS c (article_id bigint, feed_id bigint, family text, url text, private boolean)
ORDER BY c.article_id
ON CONFLICT (article_id) DO UPDATE SET
    feed_id = excluded.feed_id, family = excluded.family, url = excluded.url,
    private = excluded.private, run_id = excluded.run_id,
    next_try_at = excluded.next_try_at, outcome = NULL, landing_uri = NULL, landing_record = NULL
WHERE kept.next_try_at <= %(now)s OR (kept.outcome = 'full_text' AND kept.next_try_at IS NULL)
RETURNING article_id;
