-- A portion of the refused entries that are past their time.
SELECT wireroom.forget_rejected(%(before)s, %(most)s) AS rows;
