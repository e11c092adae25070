"""The task of `maintain_warehouse`: one use case, its lines in the log."""

from __future__ import annotations

import logging
from datetime import timedelta

from airflow.sdk import get_current_context, task
from airflow.sdk.exceptions import AirflowFailException

from wireroom.airflow_glue.task_context import check_params, no_retry_for_configuration, utc_now
from wireroom.settings import Settings

_log = logging.getLogger(__name__)


@task(retries=1, retry_delay=timedelta(minutes=5), execution_timeout=timedelta(hours=3))
@no_retry_for_configuration()
def put_in_order() -> list[str]:
    """Every step of maintenance; red at the end where one failed, the others done."""
    from wireroom.maintain.maintain import maintain

    context = get_current_context()
    check_params(context)
    dry_run = context["params"]["dry_run"]
    done = maintain(Settings.from_environment(), now=utc_now(), dry_run=dry_run, tell=_log.info)
    if done.failure:
        raise AirflowFailException(str(done.failure))
    return done.lines
