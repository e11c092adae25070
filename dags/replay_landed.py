"""
### Replay landed bytes

Reads landed bytes again with today's code: a date that was not understood, a text that was cut, an entry that was refused.
First it says what would change, by field, with examples; with *dry run* off it does it.

| | |
|---|---|
| **In** | landed files, of feeds and of pages, of the days of capture from *since* to *until* (UTC, both included). Without both, all there are: so a lost database comes back. With *quarantined* only the feeds and days whose entries were refused for these reasons, or for any |
| **Out** | the report in the log of `read_again`, the same as its XCom: documents and pages (where there are none, why, and the nearest landed day), new articles, articles read otherwise, by field with examples. With *dry run* off also versions with the reason `reread`, which `news.corrections` leaves out; refused entries that are articles now leave `news.rejected` |
| **Steps** | `read_again`: day by day, the oldest first · each document is transformed as a poll's would be, then each page beside what its feed said when it was fetched · what is stored of the same bytes is compared · what differs is loaded |
| **Re-run** | any time: what was done changes nothing a second time; one that was killed begins again from its first day |
| **Fails** | where Postgres or the storage is away. A damaged file is named in the log and gives what is whole of it |
"""

from __future__ import annotations

from datetime import timedelta

import pendulum
from airflow.sdk import Param, dag

from wireroom.airflow_glue.dag_params import day_param
from wireroom.airflow_glue.replay_tasks import read_again
from wireroom.airflow_glue.task_context import ALL_TASKS


@dag(
    schedule=None,
    start_date=pendulum.datetime(2026, 1, 1, tz="UTC"),
    catchup=False,
    max_active_runs=1,
    dagrun_timeout=timedelta(hours=25),
    allowed_run_types=["manual", "operator_triggered"],
    doc_md=__doc__,
    tags=["wireroom", "replay"],
    default_args=ALL_TASKS,
    params={
        "since": day_param("Since", "First day of capture (UTC)."),
        "until": day_param("Until", "Last day, included (UTC)."),
        "quarantined": Param(
            None,
            type=["null", "array"],
            items={"type": "string"},
            title="Quarantined",
            description="Only where entries were refused, for these reasons as in news.rejected.",
        ),
        "dry_run": Param(True, type="boolean", title="Dry run", description="Only say what would change."),
    },
)
def replay_landed() -> None:
    """Wire the one task."""
    read_again()


replay_landed()
