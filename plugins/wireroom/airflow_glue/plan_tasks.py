"""The task of `plan_backfill`: what a range of days would cost, as lines of its log."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

from airflow.sdk import get_current_context, task

from wireroom.airflow_glue.task_context import (
    check_params,
    no_retry_for_configuration,
    task_settings,
    utc_now,
)
from wireroom.common.days import day_or_none
from wireroom.common.text.counted import counted

_log = logging.getLogger(__name__)


@task(retries=1, retry_delay=timedelta(seconds=10), execution_timeout=timedelta(minutes=50))
@no_retry_for_configuration()
def plan_days() -> dict[str, Any]:
    """Say what each source would cost in the days, then the sum; lists are asked for, pages never."""
    from wireroom.backfill.origins import documents_below_root
    from wireroom.backfill.plan_range import RangeCost, days_of, plan_range

    context = get_current_context()
    check_params(context)
    params = context["params"]
    now = utc_now()
    since = day_or_none(params["since"], what="since") or now.date() - timedelta(days=1)
    days = days_of(since, day_or_none(params["until"], what="until"))
    total = RangeCost()
    settings = task_settings()
    for source in plan_range(
        settings,
        days,
        origins=params["origins"],
        clock=utc_now,
        match=params["match"] or "",
        place=documents_below_root(settings, params["documents"]),
    ):
        total.add(source)
        _log.info("%s: %s; %s", source.job.name, source.job.cost, source.expected)
    _log.info("%s to %s, %s: %s", days[0], days[-1], counted(len(days), "day"), total)
    _log.info(
        "planning asked for %s, for no page", counted(total.asked, "list or document", "lists and documents")
    )
    return {
        "days": len(days),
        "requests": total.requests,
        "bytes": total.size,
        "seconds": round(total.seconds),
        "unknown": total.unknown,
        "asked": total.asked,
        "articles": total.articles,
        "cpu_seconds": round(total.cpu_seconds),
        "unread": total.unread,
    }
