"""Airflow's LocalExecutor, whose workers have imported what the tasks of every five minutes need.

Each task is a process forked from a worker and imports its code anew, three to four CPU seconds a run of
`ingest_feeds`. What is in memory before the workers are forked is shared by all.
"""

from __future__ import annotations

from importlib import import_module

from airflow.executors.local_executor import LocalExecutor

FOR_EVERY_TASK = ("airflow.dag_processing.dagbag", "wireroom.airflow_glue.ingest_tasks")
FOR_FREQUENT_RUNS = (
    "wireroom.ingest.run_ingest",
    "wireroom.ingest.collect_shard",
    "wireroom.ingest.run_report",
    "wireroom.load",
    "wireroom.watch",
)


class PreloadingExecutor(LocalExecutor):
    """Nothing but `start` differs. `make up` starts the scheduler anew where code has changed."""

    def start(self) -> None:
        """Import, then let LocalExecutor fork its workers."""
        for name in (*FOR_EVERY_TASK, *FOR_FREQUENT_RUNS):
            import_module(name)
        super().start()
