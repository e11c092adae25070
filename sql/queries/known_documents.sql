-- What the entries of these feeds' last documents became.
SELECT feed_id, seen_at, context, entries FROM wireroom.feed_documents WHERE feed_id = any(%(ids)s);
