-- How many feeds are in which condition.
SELECT condition, count(*) AS feeds FROM news.feeds GROUP BY condition ORDER BY condition;
