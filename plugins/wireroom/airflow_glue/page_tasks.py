"""The tasks of `fetch_pages`: each unpacks what XCom carries, calls one use case and logs what it did.

XCom carries ids of articles, landing URIs and counts, never pages.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

from airflow.sdk import get_current_context, task

from wireroom.airflow_glue.assets import CHANGED_PAGES, PAGES
from wireroom.airflow_glue.report_log import log_landed
from wireroom.airflow_glue.task_context import (
    FILING,
    PLANNING,
    REPORTING,
    SHARD_NAME,
    check_params,
    idle_kinds,
    label,
    no_retry_for_configuration,
    planned_run,
    run_key,
    utc_now,
)
from wireroom.common.text.counted import counted
from wireroom.settings import COLLECT_TIMEOUT, Settings

PAGES_POOL = "wireroom_pages"

_log = logging.getLogger(__name__)


@task(**PLANNING, execution_timeout=timedelta(minutes=2))
@no_retry_for_configuration()
def plan_of_pages() -> list[dict[str, Any]]:
    """Pick the pages that are to be asked for, claim them and pack them into shards."""
    from wireroom.full_text.plan_pages import plan_pages

    context = get_current_context()
    check_params(context)
    key = run_key(context)
    match = context["params"]["match"] or ""
    plan = plan_pages(
        Settings.from_environment(), key=key, now=utc_now(), match=match, is_idle=idle_kinds(context)
    )
    _log.info("%d pages are to be asked for, in %d shards", plan.pages, len(plan.shards))
    if plan.over_budget:
        _log.info("%d more wait: their sites have had enough requests today", plan.over_budget)
    run = {"run_id": plan.run_id, "over_budget": plan.over_budget}
    context["ti"].xcom_push(key="run", value=run)
    left = [{"run_id": run_id, "name": f"left by run {run_id}", "uri": uri} for uri, run_id in plan.leftovers]
    return left + [
        {
            "run_id": plan.run_id,
            "run_key": key,
            "number": shard.number,
            "name": shard.name,
            "article_ids": list(shard.article_ids),
        }
        for shard in plan.shards
    ]


@task(
    retries=0,  # a blind retry would ask for every page again
    pool=PAGES_POOL,
    execution_timeout=COLLECT_TIMEOUT,
    **SHARD_NAME,
)
@no_retry_for_configuration()
def collect_shard_of_pages(shard: dict[str, Any]) -> dict[str, Any]:
    """Ask for the shard's pages and land the bytes; what an earlier run has landed is handed on."""
    from wireroom.full_text.collect_pages import collect_pages

    label(shard["name"])
    if "uri" in shard:
        return shard
    collected = collect_pages(
        Settings.from_environment(),
        shard["article_ids"],
        run_id=shard["run_id"],
        run_key=shard["run_key"],
        name=f"shard-{shard['number']:02d}",
        clock=utc_now,
    )
    log_landed(
        "pages", collected.pages, size=collected.bytes, uri=collected.uri, answers=collected.outcomes.items()
    )
    if collected.left:
        _log.warning("%d pages were not asked for and stay wanted", collected.left)
    label(f"{shard['name']}: {counted(collected.pages, 'page')}")
    return {"run_id": shard["run_id"], "name": shard["name"], "uri": collected.uri}


@task(
    **FILING,
    execution_timeout=timedelta(minutes=30),
    **SHARD_NAME,
)
@no_retry_for_configuration()
def file_shard_of_pages(landed: dict[str, Any]) -> dict[str, int]:
    """Read what was landed, and file what gives more than the feed; may be repeated at will."""
    from wireroom.full_text.file_pages import file_pages

    label(landed["name"])
    settings = Settings.from_environment()
    outcomes = file_pages(settings, run_id=landed["run_id"], uri=landed["uri"], clock=utc_now)
    label(f"{landed['name']}: {outcomes['full_text']} full texts")
    return dict(outcomes)


@task(**REPORTING, outlets=[CHANGED_PAGES])
@no_retry_for_configuration()
def report_of_pages(*, outlet_events: Any = None) -> dict[str, Any]:
    """Add up the run and tell downstream DAGs; red where pages were landed and not read."""
    from wireroom.full_text.run_pages import report_pages

    run = planned_run(get_current_context(), "plan_of_pages")
    report = report_pages(
        Settings.from_environment(), run_id=run["run_id"], now=utc_now(), over_budget=run["over_budget"]
    )
    for line in report.in_words():
        _log.info(line)
    summary = {"run_id": report.run_id, "outcomes": dict(report.outcomes), "full_text": report.full_text}
    if report.full_text:
        outlet_events[CHANGED_PAGES].add(PAGES, extra=summary)
    if report.failure:
        raise report.failure
    return summary
