-- Runs that a clock ahead has dated; none of them is at work. Their remark keeps what they said.
UPDATE wireroom.runs
SET
    remarks = remarks || format('Its clock was ahead: it said %%s.', started_at),
    started_at = %(now)s, finished_at = CASE WHEN finished_at IS NOT NULL THEN %(now)s::timestamptz END,
    alive_until = CASE WHEN alive_until IS NOT NULL THEN %(now)s::timestamptz END
WHERE started_at > %(limit)s AND id <> %(run_id)s;
