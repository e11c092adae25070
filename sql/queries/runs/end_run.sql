-- End a run that will not close itself: its claims end, whatever its last sign of life promised.
UPDATE wireroom.runs SET alive_until = NULL WHERE id = %(run_id)s;
