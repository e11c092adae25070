-- Whether the feeds followed the list when a run began.
UPDATE wireroom.runs SET list_followed = %(followed)s WHERE id = %(run_id)s;
