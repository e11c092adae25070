"""The task of `replay_landed`: runs the replay with the DAG's params, and logs and returns its report."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

from airflow.sdk import get_current_context, task

from wireroom.airflow_glue.task_context import check_params, no_retry_for_configuration, utc_now
from wireroom.common.days import day_or_none
from wireroom.settings import Settings

_log = logging.getLogger(__name__)


@task(retries=1, retry_delay=timedelta(minutes=5), execution_timeout=timedelta(hours=12))
@no_retry_for_configuration()
def read_again() -> list[str]:
    """Replay what the params name; its lines are the report."""
    from wireroom.replay.replay_landed import Wanted, replay

    context = get_current_context()
    check_params(context)
    params: dict[str, Any] = context["params"]
    report = replay(
        Settings.from_environment(),
        Wanted(
            day_or_none(params["since"], what="since"),
            day_or_none(params["until"], what="until"),
            params["quarantined"],
        ),
        clock=utc_now,
        dry_run=params["dry_run"],
        tell=_log.info,
    )
    for line in report.lines():
        _log.info(line)
    return report.lines()
