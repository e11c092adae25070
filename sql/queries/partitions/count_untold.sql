-- How many articles have a present version that is in no change.
SELECT count(*) AS articles
FROM wireroom.articles AS a
WHERE NOT EXISTS (SELECT FROM wireroom.changes AS c WHERE c.article_id = a.id AND c.version = a.version);
