-- A portion of the polls that are past their time.
SELECT wireroom.forget_polls(%(before)s, %(most)s) AS rows;
