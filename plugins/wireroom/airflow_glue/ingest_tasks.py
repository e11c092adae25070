"""The tasks of `ingest_feeds`: each unpacks what XCom carries, calls one use case and logs what it did.

XCom carries feed ids, landing URIs and counts, never articles. A task imports its use case when it runs: the
DAG's file is read for ever, and a run with nothing to do needs neither fetching nor transforming code.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

from airflow.sdk import get_current_context, task
from airflow.sdk.exceptions import AirflowFailException

from wireroom.airflow_glue.assets import CHANGED_ARTICLES, tell_of_changes
from wireroom.airflow_glue.report_log import log_counts, log_landed, log_report, send_metrics
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
    task_settings,
    utc_now,
)
from wireroom.common.text.counted import counted
from wireroom.models import FeedSelection
from wireroom.settings import COLLECT_TIMEOUT, Settings

FETCH_POOL = "wireroom_fetch"

_log = logging.getLogger(__name__)


@task(**PLANNING, execution_timeout=timedelta(minutes=2))
@no_retry_for_configuration()
def plan() -> list[dict[str, Any]]:
    """Pick the feeds that are due and pack them into shards."""
    from wireroom.ingest.run_ingest import plan_run

    context = get_current_context()
    check_params(context)
    key = run_key(context)
    params = context["params"]
    selection = FeedSelection(params["match"] or "", params["even_if_not_due"], params["in_full"])
    planned = plan_run(
        Settings.from_environment(),
        key=key,
        now=utc_now(),
        selection=selection,
        is_idle=idle_kinds(context),
    )
    _log.info("%d feeds are due, in %d shards", planned.feeds, len(planned.shards))
    context["ti"].xcom_push(key="run", value={"run_id": planned.run_id, "feeds": planned.feeds})
    context["ti"].xcom_push(key="list_problem", value=planned.list_problem)
    return [
        *(
            {
                "run_id": leftover.run_id,
                "name": f"left by run {leftover.run_id}",
                "uri": leftover.uri,
                "sick": 0,  # they were, in that run
                "at_work": planned.run_id,
            }
            for leftover in planned.leftovers
        ),
        *(
            {
                "run_id": planned.run_id,
                "run_key": key,
                "number": shard.number,
                "name": shard.name,
                "feed_ids": list(shard.feed_ids),
            }
            for shard in planned.shards
        ),
    ]


@task(retries=0, execution_timeout=timedelta(minutes=1))
def follow_list() -> None:
    """Be red where the database could not follow the list of feeds; the feeds are polled as they were."""
    problem = get_current_context()["ti"].xcom_pull(task_ids="plan", key="list_problem")
    if problem:
        raise AirflowFailException(problem)


@task(
    retries=0,  # a blind retry would poll every publisher of the shard again
    pool=FETCH_POOL,
    execution_timeout=COLLECT_TIMEOUT,
    **SHARD_NAME,
)
@no_retry_for_configuration()
def collect(shard: dict[str, Any]) -> dict[str, Any]:
    """Fetch the shard's feeds and land the bytes; what an earlier run has landed is handed on as it is."""
    from wireroom.ingest.collect_shard import collect_shard

    label(shard["name"])
    if "uri" in shard:
        _log.info("landed by run %d and still to be stored: %s", shard["run_id"], shard["uri"])
        return shard
    collected = collect_shard(
        task_settings(),
        shard["feed_ids"],
        run_id=shard["run_id"],
        run_key=shard["run_key"],
        name=f"shard-{shard['number']:02d}",
        clock=utc_now,
        on_feed=_progress,
    )
    log_landed(
        "feeds", collected.feeds, size=collected.bytes, uri=collected.uri, answers=collected.outcomes.items()
    )
    if collected.left:
        _log.warning("%d feeds were not asked and stay due", collected.left)
    label(f"{shard['name']}: {counted(collected.feeds, 'feed')}, {collected.failed} failed")
    return {"run_id": shard["run_id"], "name": shard["name"], "uri": collected.uri}


@task(
    **FILING,
    execution_timeout=timedelta(minutes=30),
    **SHARD_NAME,
)
@no_retry_for_configuration()
def file(landed: dict[str, Any]) -> dict[str, int]:
    """Parse, normalise, clean and load what was landed; may be repeated at will."""
    from wireroom.ingest.run_report import sick_feeds
    from wireroom.load import load_landed

    label(landed["name"])
    settings = Settings.from_environment()
    counts = load_landed(
        settings,
        run_id=landed["run_id"],
        uri=landed["uri"],
        clock=utc_now,
        on_batch=log_counts,
    )
    sick = sick_feeds(settings, run_id=landed["run_id"], uri=landed["uri"])
    label(f"{landed['name']}: {counts.inserted} new, {counts.revised} changed, {sick} sick")
    return {"new": counts.inserted, "revised": counts.revised, "known": counts.unchanged}


@task(**REPORTING, outlets=[CHANGED_ARTICLES])
@no_retry_for_configuration()
def report(*, outlet_events: Any = None) -> dict[str, Any]:
    """Add up the run, tell downstream DAGs, and be red where the run must not be green."""
    from wireroom.ingest.run_report import report_run

    context = get_current_context()
    settings = Settings.from_environment()
    run = planned_run(context, "plan")
    finished = report_run(settings, run_id=run["run_id"], expected=run["feeds"], now=utc_now())
    log_report(finished)
    send_metrics(finished)
    counts = finished.counts
    feeds = {"feeds": counts.feeds}
    summary = tell_of_changes(outlet_events, counts, run_id=finished.run_id, summary=feeds)
    if finished.failure:
        raise AirflowFailException(str(finished.failure)) from None
    return summary


def _progress(done: int, answered: int, of: int) -> None:
    if done == of or done % 25 == 0:
        _log.info("%d of %d feeds done: %d answered, %d did not", done, of, answered, done - answered)
