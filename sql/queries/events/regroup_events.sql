-- Which of these events have more than one article by now.
UPDATE wireroom.event_members AS m
SET grouped = n.grouped
FROM (
    SELECT c.event_id, count(*) > 1 AS grouped
    FROM wireroom.event_members AS c
    WHERE c.event_id = ANY(%(events)s)
    GROUP BY c.event_id
) AS n
WHERE m.event_id = n.event_id AND m.grouped <> n.grouped;
