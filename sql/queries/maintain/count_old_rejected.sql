-- How many refused entries are past their time.
SELECT count(*) AS rows FROM wireroom.rejected WHERE last_seen_at < %(before)s;
