"""
### Plan a backfill

Says what loading a range of past days would cost, source by source; asks for lists, never for pages, and loads nothing.

| | |
|---|---|
| **In** | the first and the last day, and the same origins, folder and match as `backfill_archive` |
| **Out** | a table in the log of `plan_days`: requests, bytes to read and a note for each source, then the sums with the time that asking takes at the polite rate, and how many requests planning made; the sums as the task's XCom |
| **Start it** | in the UI: *Trigger*; or `wireroom backfill plan` without Airflow. Then start `backfill_archive` for the same days |
| **Steps** | `plan_days` |
| **Re-run** | any time: nothing is written. A DAG of its own, since Airflow keeps one run for each date of a dated DAG: a dry run of `backfill_archive` would use its day up |
| **Fails** | at once where a param is wrong or an origin cannot be listed; the message names it |
"""

from __future__ import annotations

from datetime import timedelta

import pendulum
from airflow.sdk import dag

from wireroom.airflow_glue.dag_params import day_param, origin_params
from wireroom.airflow_glue.plan_tasks import plan_days
from wireroom.airflow_glue.task_context import ALL_TASKS


@dag(
    schedule=None,
    start_date=pendulum.datetime(2000, 1, 1, tz="UTC"),
    catchup=False,
    max_active_runs=2,
    dagrun_timeout=timedelta(hours=1),
    allowed_run_types=["manual", "operator_triggered"],
    doc_md=__doc__,
    tags=["wireroom", "backfill"],
    default_args=ALL_TASKS,
    params={
        "since": day_param(
            "First day", "The first day that the backfill would load (UTC). Empty: yesterday."
        ),
        "until": day_param("Last day", "The last day, included. Empty: the first day alone."),
        **origin_params(),
    },
)
def plan_backfill() -> None:
    """Wire the one task."""
    plan_days()


plan_backfill()
