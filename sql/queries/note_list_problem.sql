-- Why a run could not follow the list of feeds; empty: it could.
UPDATE wireroom.runs SET list_problem = %(problem)s WHERE id = %(run_id)s;
