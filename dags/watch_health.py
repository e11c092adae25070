"""
### Watch health

Looks at the warehouse every five minutes, from outside the runs that it watches; opens and ends the rows of `news.alerts` and tells of them.

| | |
|---|---|
| **In** | polls, runs, queues, articles and disks; of each feed its own rhythm, learned anew every day from six weeks of polls (backfills do not count). `WIREROOM_ALERTS_TO`: `mailto:somebody@host` (connection `smtp_default`), `slack:CONNECTION_ID` (needs apache-airflow-providers-slack), `https://…` (a webhook), several with spaces between; `WIREROOM_ALERTS_PING_URL`: asked after every watch, so that a dead-man service there notices when this Airflow is dead; `WIREROOM_HEARTBEAT_MINUTES` (15) |
| **Out** | `news.alerts`: each once, from its beginning to its end; one message for all that opened or ended since the last watch |
| **Steps** | `look`: learns the rhythm of 60 feeds · silence (longer than one in 10,000 by the feed's own rhythm), documents that have shrunk or whose entries are refused, articles by publisher and language against days like it (once an hour), share of failed polls, feeds that need somebody by cause, heartbeat, runs, queues, disks, feeds.yaml · tells |
| **Re-run** | any time: an alert that lasts is not told twice; what could not be sent is sent by the next watch |
| **Fails** | when something could not be looked at or sent. The message names it; the other looks are done all the same. Never because a feed is sick: that is what alerts are for. Without Airflow: `wireroom alerts watch`, from any clock |
"""

from __future__ import annotations

from datetime import timedelta

import pendulum
from airflow.sdk import Param, dag

from wireroom.airflow_glue.task_context import ALL_TASKS
from wireroom.airflow_glue.watch_tasks import look


@dag(
    schedule="2-59/5 * * * *",
    start_date=pendulum.datetime(2026, 1, 1, tz="UTC"),
    catchup=False,
    max_active_runs=1,
    dagrun_timeout=timedelta(minutes=15),
    allowed_run_types=["scheduled", "manual", "operator_triggered"],
    doc_md=__doc__,
    tags=["wireroom", "maintenance"],
    default_args=ALL_TASKS,
    params={
        "tell": Param(
            True,
            type="boolean",
            title="Tell",
            description="Send what opened or ended to WIREROOM_ALERTS_TO.",
        ),
    },
)
def watch_health() -> None:
    """Wire the one task."""
    look()


watch_health()
