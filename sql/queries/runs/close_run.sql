-- Close a run with its result, and end its claims.
WITH released AS (DELETE FROM wireroom.feed_claims WHERE run_id = %(run_id)s)

UPDATE wireroom.runs
SET
    status = %(status)s, finished_at = %(now)s, detail = %(detail)s, feeds = %(feeds)s, entries = %(entries)s,
    inserted = %(inserted)s, revised = %(revised)s, unchanged = %(unchanged)s, rejected = %(rejected)s,
    outcomes = %(outcomes)s
WHERE id = %(run_id)s;
