-- How the pages of a run came out; NULL: not read, or not asked for.
SELECT p.outcome, count(*) AS pages
FROM wireroom.pages AS p
WHERE p.run_id = %(run_id)s
GROUP BY p.outcome
ORDER BY count(*) DESC, p.outcome;
