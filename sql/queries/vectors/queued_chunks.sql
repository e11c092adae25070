-- Articles that wait beside the order of changes.
SELECT article_id FROM wireroom.chunk_queue WHERE model = %(model)s AND refused = '' ORDER BY article_id LIMIT %(most)s;
