"""Airflow's LocalExecutor, whose workers have imported what the tasks of every five minutes need.

Each task is a process forked from a worker and imports its code anew, three to four CPU seconds a run of
`ingest_feeds`. What is in memory before the workers are forked is shared by all.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

from airflow.executors.local_executor import LocalExecutor

FOR_EVERY_TASK = ("airflow.dag_processing.dagbag", "wireroom.airflow_glue.ingest_tasks")
FOR_FREQUENT_RUNS = (
    "wireroom.ingest.run_ingest",
    "wireroom.ingest.collect_shard",
    "wireroom.ingest.run_report",
    "wireroom.load",
    "wireroom.watch.watch_health",
    "wireroom.watch.notify",
)

_log = logging.getLogger(__name__)


class PreloadingExecutor(LocalExecutor):
    """Nothing but `start` differs. `make up` starts the scheduler anew where code has changed."""

    def start(self) -> None:
        """Import, read what that code reads once, then let LocalExecutor fork its workers."""
        for name in (*FOR_EVERY_TASK, *FOR_FREQUENT_RUNS):
            with _going_on(name):
                import_module(name)
        with _going_on("sql/queries"):
            import_module("wireroom.store.queries").read_all_queries()
        with _going_on("the model of languages"):  # each shard's process unpacked it: .4 CPU seconds
            import_module("wireroom.normalize").load_language_model()
        super().start()


@contextmanager
def _going_on(name: str) -> Iterator[None]:
    try:
        yield
    except Exception:  # the tasks that need it fail by it, not the scheduler of all
        _log.exception("%s cannot be read before the tasks that need it", name)
