-- What an operator should know of a run stands in one place, its remarks; that its list was not followed is a fact beside.
ALTER TABLE wireroom.runs ADD COLUMN list_followed boolean NOT NULL DEFAULT true;
COMMENT ON COLUMN wireroom.runs.list_followed IS 'Whether the feeds followed the operator''s list when it began.';
UPDATE wireroom.runs SET list_followed = false WHERE list_problem <> '';
-- A run at work has said it nowhere else yet.
UPDATE wireroom.runs
SET remarks = remarks || format('The list of feeds was not followed: %s', list_problem)
WHERE list_problem <> '' AND status = 'running';
ALTER TABLE wireroom.runs DROP COLUMN list_problem;
