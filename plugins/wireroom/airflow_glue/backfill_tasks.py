"""The tasks of `backfill_archive`: one run is one day, its data interval.

XCom carries jobs, landing URIs, counts and problems in words, never articles.
"""

from __future__ import annotations

import logging
from collections import Counter
from dataclasses import asdict
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from airflow.sdk import get_current_context, task
from airflow.sdk.exceptions import AirflowFailException

from wireroom.airflow_glue.assets import BACKFILLED, CHANGED_ARTICLES, tell_of_changes
from wireroom.airflow_glue.report_log import READING_EVERY, log_counts
from wireroom.airflow_glue.task_context import (
    FILING,
    PLANNING,
    REPORTING,
    check_params,
    no_retry_for_configuration,
    planned_run,
    run_key,
    task_settings,
    utc_now,
)
from wireroom.models import Counts
from wireroom.settings import Settings

if TYPE_CHECKING:
    from wireroom.backfill.jobs import Job

BACKFILL_POOL = "wireroom_backfill"

_log = logging.getLogger(__name__)


@task(**PLANNING, execution_timeout=timedelta(minutes=10))
@no_retry_for_configuration()
def plan_day() -> list[dict[str, Any]]:
    """Make the day's jobs and say what each will cost."""
    from wireroom.backfill.jobs import DayRequest
    from wireroom.backfill.origins import documents_below_root
    from wireroom.backfill.plan_day import plan_day

    context = get_current_context()
    check_params(context)
    params = context["params"]
    day = _day(context)
    settings = Settings.from_environment()
    request = DayRequest(
        day,
        params["origins"],
        match=params["match"] or "",
        place=documents_below_root(settings, params["documents"]),
        full_text=params["full_text"],
    )
    key = f"{day} {run_key(context)}"  # Airflow names a run by the day after, when it may start
    plan = plan_day(settings, request, key=key, now=utc_now())
    for job in plan.jobs:
        _log.info("%s, %s: %s", day, job.name, job.cost)
    context["ti"].xcom_push(key="run", value={"run_id": plan.run_id, "jobs": len(plan.jobs)})
    return [
        {"run_id": plan.run_id, "day": day.isoformat(), "run_key": run_key(context), "job": asdict(job)}
        for job in plan.jobs
    ]


@task(
    retries=3,  # a kill is one of them; what was fetched before is landed and not asked for again
    retry_delay=timedelta(minutes=1),
    pool=BACKFILL_POOL,
    execution_timeout=timedelta(hours=3),
    map_index_template="{{ job_name }}",
)
@no_retry_for_configuration()
def gather(job: dict[str, Any]) -> dict[str, Any]:
    """Fetch and land what the job needs and is not landed yet."""
    from wireroom.backfill.gather import gather
    from wireroom.backfill.read_so_far import at_times

    gathered = gather(
        task_settings(),
        _job(job["job"], job["day"]),
        day=date.fromisoformat(job["day"]),
        run_key=job["run_key"],
        clock=utc_now,
        on_answer=at_times(_log.info, READING_EVERY),
    )
    for note in gathered.notes:
        _log.info(note)
    for problem in gathered.problems:
        _log.warning(problem)
    told = {"files": gathered.files, "walks": [asdict(walk) for walk in gathered.walks]}
    return {**job, **told, "problems": gathered.problems}


@task(
    **FILING,
    pool=BACKFILL_POOL,
    execution_timeout=timedelta(hours=2),
    map_index_template="{{ job_name }}",
)
@no_retry_for_configuration()
def file_day(gathered: dict[str, Any]) -> dict[str, Any]:
    """Load the day's articles from what was gathered; may be repeated at will."""
    from wireroom.backfill.file_day import file_day
    from wireroom.backfill.jobs import FeedWalk, Gathered

    files = tuple((uri, tuple(urls)) for uri, urls in gathered["files"])
    work = Gathered(
        _job(gathered["job"], gathered["day"]),
        files,
        walks=tuple(FeedWalk(**walk) for walk in gathered["walks"]),
    )
    filed = file_day(
        Settings.from_environment(),
        work,
        run_id=gathered["run_id"],
        day=date.fromisoformat(gathered["day"]),
        now=utc_now(),
        on_batch=log_counts,
    )
    for note in filed.notes:
        _log.info(note)
    for problem in filed.problems:
        _log.warning(problem.words)
    words = [*gathered["problems"], *(problem.words for problem in filed.problems)]
    left_out = dict(work.left_out)
    return {
        "counts": asdict(filed.counts),
        "problems": words,
        "left_out": left_out,
        "nothing": filed.nothing,
    }


@task(**REPORTING, outlets=[CHANGED_ARTICLES])
@no_retry_for_configuration()
def report_day(*, outlet_events: Any = None) -> dict[str, Any]:
    """Add up the day, tell downstream DAGs, and be red where something is missing."""
    from wireroom.backfill.plan_day import finish_day

    context = get_current_context()
    run = planned_run(context, "plan_day")
    # A list of ids, for of a single id Airflow gives a bare value where there is one instance.
    filed = [item for item in context["ti"].xcom_pull(task_ids=["job.file_day"]) if item]
    counts = sum((Counts(**item["counts"]) for item in filed), Counts())
    problems = [problem for item in filed for problem in item["problems"]]
    if len(filed) < run["jobs"]:
        problems.append(f"{run['jobs'] - len(filed)} jobs of the day did not finish: see the failed tasks")
    failure = "; ".join(problems)
    counts = finish_day(
        Settings.from_environment(), run_id=run["run_id"], counts=counts, failure=failure, now=utc_now()
    )
    log_counts(counts)
    left_out = sum((Counter(item.get("left_out")) for item in filed), Counter[str]())
    for reason, count in left_out.most_common():
        _log.info("left out: %d %s", count, reason)
    day: dict[str, Any] = {"day": _day(context).isoformat(), "left_out": dict(left_out)}
    if nothing := [item["nothing"] for item in filed if item.get("nothing")]:
        day["nothing"] = nothing
        _log.info("; ".join(nothing))
    summary = tell_of_changes(outlet_events, counts, run_id=run["run_id"], summary=day, asset=BACKFILLED)
    if failure:
        raise AirflowFailException(failure)
    return summary


def _day(context: Any) -> date:
    """The day of the data interval; a run started by hand without one means yesterday."""
    start = context.get("data_interval_start")
    return start.date() if start is not None else utc_now().date() - timedelta(days=1)


def _job(fields: dict[str, Any], day: str) -> Job:
    """The job; the run page calls its task by day and name."""
    from wireroom.backfill.jobs import Job

    job = Job(**{**fields, "feed_ids": tuple(fields["feed_ids"])})
    get_current_context()["job_name"] = f"{day}: {job.name}"  # type: ignore[typeddict-unknown-key]
    return job
