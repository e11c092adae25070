"""The tasks of `backfill_files`: a place is listed once, and its files are read in sets, each a mapped task.

The ledger holds which file is in which set; XCom carries numbers and words.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from airflow.sdk import get_current_context, task
from airflow.sdk.exceptions import AirflowFailException

from wireroom.airflow_glue.assets import BACKFILLED, CHANGED_ARTICLES, tell_of_changes
from wireroom.airflow_glue.backfill_tasks import BACKFILL_POOL
from wireroom.airflow_glue.report_log import log_counts, log_reading
from wireroom.airflow_glue.task_context import (
    FILING,
    PLANNING,
    REPORTING,
    check_params,
    no_retry_for_configuration,
    planned_run,
    run_key,
    utc_now,
)
from wireroom.common.days import day_or_none
from wireroom.common.masking import masked
from wireroom.common.text.counted import counted
from wireroom.errors import ConfigurationError
from wireroom.models import BackfillRequest
from wireroom.settings import Settings

_log = logging.getLogger(__name__)


@task(**PLANNING, execution_timeout=timedelta(minutes=60))
@no_retry_for_configuration()
def plan_files() -> list[dict[str, Any]]:
    """List the place and write down what is to be read; in a dry run only say it."""
    from wireroom.backfill.estimates.expect_files import price_place
    from wireroom.backfill.plan_files import MAX_SETS, plan_files

    context = get_current_context()
    check_params(context)
    params = context["params"]
    settings = Settings.from_environment()
    request = BackfillRequest(
        params["origin"],
        _place(settings, params),
        wanted_days(params),
        tuple(host.lower() for host in params["hosts"] or ()),
    )
    if params["dry_run"]:
        cost = price_place(settings, request, now=utc_now())
        _log.info("%s: %s", masked(request.place) or request.origin, cost)
        _log.info("a dry run: nothing is read. Start it with `dry_run` off")
        context["ti"].xcom_push(key="run", value={"run_id": None, "cost": cost})
        return []
    plan = plan_files(
        settings,
        request,
        key=run_key(context),
        now=utc_now(),
        again=params["again"],
        max_sets=MAX_SETS,
    )
    words = "backfill %d: %d of %s to be read; %s"
    _log.info(words, plan.backfill_id, plan.files, counted(plan.found, "file"), plan.expected)
    said = {"problems": plan.problems, "notes": plan.notes}
    run = {"run_id": plan.run_id, "backfill_id": plan.backfill_id, **said}
    context["ti"].xcom_push(key="run", value=run)
    days = [day.isoformat() for day in request.window] if request.window else None
    asked = {"origin": request.origin, "days": days, "hosts": request.hosts}
    sets = [{**asdict(each), "first_unit": masked(each.first_unit)} for each in plan.sets]
    return [{**run, **asked, "set": each} for each in sets]


@task(
    **FILING,
    pool=BACKFILL_POOL,
    execution_timeout=timedelta(hours=5),
    map_index_template="{{ set_name }}",
)
@no_retry_for_configuration()
def file_set(job: dict[str, Any]) -> dict[str, Any]:
    """Read what is left of a set; killed or retried, it goes on after the last document that was filed."""
    from wireroom.backfill.file_set import FileSet, file_set
    from wireroom.backfill.origins import article_window, open_files
    from wireroom.store.ledger import UnitSet

    each = UnitSet(**job["set"])
    context = get_current_context()
    size = f", {each.size / 1e6:,.1f} MB" if each.size else ""  # of servers that tell none
    context["set_name"] = f"{each.first_unit} … ({counted(each.units, 'file')}{size})"  # type: ignore[typeddict-unknown-key]
    hosts = tuple(job["hosts"])
    window = (date.fromisoformat(job["days"][0]), date.fromisoformat(job["days"][1])) if job["days"] else None
    settings = Settings.from_environment()
    place = _place(settings, context["params"])  # not by XCom, which shows what is secret in it
    request = BackfillRequest(job["origin"], place, window, hosts)
    origin, days = open_files(request, now=utc_now()), article_window(request)
    filed = file_set(
        settings,
        FileSet(job["backfill_id"], each.number, job["run_id"], origin, days),
        clock=utc_now,
        on_batch=log_counts,
        on_read=log_reading(),
    )
    for problem in filed.problems:
        _log.warning(problem.words)
    return {"problems": [problem.words for problem in filed.problems]}


@task(**REPORTING, outlets=[CHANGED_ARTICLES])
@no_retry_for_configuration()
def report_files(*, outlet_events: Any = None) -> dict[str, Any]:
    """What came in, what was left out and why, what is missing; red where anything is."""
    from wireroom.backfill.asked_backfills import report_files
    from wireroom.backfill.plan_day import finish_day

    context = get_current_context()
    run = planned_run(context, "plan_files")
    if run["run_id"] is None:
        return {"dry_run": True, "cost": run["cost"]}
    report = report_files(Settings.from_environment(), run["backfill_id"], now=utc_now())
    notes = [masked(words) for words in run["notes"]]
    for words in (*notes, *map(masked, report.notes)):
        _log.info(words)
    problems = [masked(words) for words in (*run["problems"], *report.problems)]
    failure = "; ".join(problems)
    counts = finish_day(
        Settings.from_environment(),
        run_id=run["run_id"],
        counts=report.counts,
        failure=failure,
        now=utc_now(),
    )
    log_counts(counts)
    summary = {**report.summary, "problems": problems, "notes": notes}
    summary = tell_of_changes(outlet_events, counts, run_id=run["run_id"], summary=summary, asset=BACKFILLED)
    if failure:
        raise AirflowFailException(failure)
    return summary


def _place(settings: Settings, params: dict[str, Any]) -> str:
    """Empty where the origin is somewhere by itself."""
    from wireroom.archive.register import FromPlace, origin_named
    from wireroom.backfill.origins import documents_below_root

    place = documents_below_root(settings, params["place"]) or ""
    origin = origin_named(params["origin"])
    if not place and not (isinstance(origin, FromPlace) and origin.default_place):
        raise ConfigurationError("name the `place`: a folder, file or URL below WIREROOM_DOCUMENTS_ROOT")
    return place


def wanted_days(params: Mapping[str, Any]) -> tuple[date, date] | None:
    """The first and the last day that articles are taken of; None: whatever the files hold.

    Raises ConfigurationError for a day that is none, or a last day without a first.
    """
    from wireroom.backfill.plan_range import days_of

    since, until = (day_or_none(params[name], what=name) for name in ("since", "until"))
    if since is None:
        if until:
            raise ConfigurationError("until: since is needed too, the first day; or leave both empty")
        return None
    days = days_of(since, until)
    return days[0], days[-1]
