-- Set an article apart from events for good; returns the event that it was in.
UPDATE wireroom.event_members AS m
SET event_id = nextval('wireroom.event_numbers'), likeness = NULL, grouped = false, alone = true
FROM wireroom.event_members AS before
WHERE m.article_id = %(id)s AND before.article_id = m.article_id
RETURNING before.event_id;
