-- Dates of articles, by which their partitions are found.
SELECT id, published_at FROM wireroom.article_heads WHERE id = ANY(%(ids)s);
