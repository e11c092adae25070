-- What is known of these feeds' archive documents, by URL.
SELECT feed_id, documents FROM wireroom.archive_indexes WHERE feed_id = ANY(%(feed_ids)s);
