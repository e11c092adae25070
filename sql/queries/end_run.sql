-- A run that will not close itself: nothing it has claimed is held any more, even if it said it would live longer.
UPDATE wireroom.runs SET alive_until = NULL WHERE id = %(run_id)s;
