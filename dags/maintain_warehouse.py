"""
### Maintain the warehouse

Keeps the database, the landed files and the logs in order for years; says what it did, and what a year will take.

| | |
|---|---|
| **In** | what has piled up, and how long it is kept: `WIREROOM_KEEP_LANDED_DAYS` (for ever), `WIREROOM_KEEP_POLLS_DAYS` (90), `WIREROOM_KEEP_RUNS_DAYS` (400), `WIREROOM_KEEP_REJECTED_DAYS` (400, since an entry was last met), `WIREROOM_KEEP_LOGS_DAYS` (14); a number of days or `forever`. Articles and their versions are kept for ever |
| **Out** | a line a step in the log of `put_in_order`, the same as its XCom; the day's sizes and the forecast in `news.storage` |
| **Steps** | `put_in_order`: partitions of the months ahead are made, the default partition emptied · articles that an older loader stored while it was replaced are told in `news.changes` · polls, runs and refused entries past their time are deleted in portions · landed files past their time are removed by days (one that is not stored yet stays) · logs of processes begin anew and old ones go · Airflow's own tables are cleaned by its `db clean` · statistics are gathered · sizes are measured |
| **Re-run** | any time: what is done is not done again, and a run that was killed goes on. With *dry run*, or `wireroom maintain --dry-run`, nothing is changed |
| **Fails** | when a step fails. The message names it; the other steps are done all the same. Ages are counted in days on which Wireroom was at work: a standstill of months, or a night with a clock a year ahead, counts as one day. Logs and Airflow's tables are touched only where `make up` or compose owns that Airflow |
"""

from __future__ import annotations

from datetime import timedelta

import pendulum
from airflow.sdk import Param, dag

from wireroom.airflow_glue.maintain_tasks import put_in_order
from wireroom.airflow_glue.task_context import ALL_TASKS


@dag(
    schedule="40 3 * * *",
    start_date=pendulum.datetime(2026, 1, 1, tz="UTC"),
    catchup=False,
    max_active_runs=1,
    dagrun_timeout=timedelta(hours=7),
    allowed_run_types=["scheduled", "manual", "operator_triggered"],
    doc_md=__doc__,
    tags=["wireroom", "maintenance"],
    default_args=ALL_TASKS,
    params={
        "dry_run": Param(
            False,
            type="boolean",
            title="Dry run",
            description="Only say what would be done, and how much.",
        ),
    },
)
def maintain_warehouse() -> None:
    """Wire the one task."""
    put_in_order()


maintain_warehouse()
