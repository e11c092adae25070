"""The task of `replay_landed`: its params in, the report in the log and as XCom out."""

from __future__ import annotations

import logging
from datetime import date, timedelta
from typing import Any

from airflow.sdk import get_current_context, task

from wireroom.airflow_glue.task_context import check_params, no_retry_for_configuration, utc_now
from wireroom.settings import Settings

_log = logging.getLogger(__name__)


@task(retries=1, retry_delay=timedelta(minutes=5), execution_timeout=timedelta(hours=12))
@no_retry_for_configuration()
def read_again() -> list[str]:
    """Replay what the params name; its lines are the report."""
    from wireroom.replay import Wanted, replay

    context = get_current_context()
    check_params(context)
    params: dict[str, Any] = context["params"]
    report = replay(
        Settings.from_environment(),
        Wanted(_day(params["since"]), _day(params["until"]), params["quarantined"]),
        clock=utc_now,
        dry_run=params["dry_run"],
        tell=_log.info,
    )
    for line in report.lines():
        _log.info(line)
    return report.lines()


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
