-- What is known of a feed's archive documents, by URL.
SELECT documents FROM wireroom.archive_indexes WHERE feed_id = %(feed_id)s;
