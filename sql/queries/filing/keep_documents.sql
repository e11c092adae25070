-- An older document that is filed late never replaces a newer one.
INSERT INTO wireroom.feed_documents AS kept (feed_id, seen_at, context, entries)
SELECT * FROM unnest(%(feed_ids)s::bigint[], %(seen_at)s::timestamptz[], %(contexts)s::bytea[], %(entries)s::bytea[])
ON CONFLICT (feed_id) DO UPDATE SET seen_at = excluded.seen_at, context = excluded.context, entries = excluded.entries
WHERE kept.seen_at <= excluded.seen_at;
