-- Their search is made.
DELETE FROM wireroom.search_queue WHERE article_id = ANY(%(ids)s);
