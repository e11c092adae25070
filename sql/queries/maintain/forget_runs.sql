-- A portion of the runs that are past their time.
SELECT wireroom.forget_runs(%(before)s, %(most)s) AS rows;
