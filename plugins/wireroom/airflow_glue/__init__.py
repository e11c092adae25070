"""The only place, with ui, that imports Airflow: tasks, assets, reports, the executor."""
