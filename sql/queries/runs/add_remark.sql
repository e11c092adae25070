-- Add a remark to a run for operators, once.
UPDATE wireroom.runs SET remarks = remarks || %(words)s::text
WHERE id = %(run_id)s AND NOT %(words)s::text = any(remarks);
