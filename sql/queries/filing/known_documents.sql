-- What became of the entries in the last document of each of these feeds.
SELECT feed_id, seen_at, context, entries FROM wireroom.feed_documents WHERE feed_id = any(%(ids)s);
