-- Take articles off the queue that are searchable now.
DELETE FROM wireroom.search_queue WHERE article_id = ANY(%(ids)s);
