"""`wireroom backfill`: past articles without Airflow, from landed files, archives or a folder."""

from __future__ import annotations

import argparse
from datetime import UTC, date, datetime
from typing import Any

from wireroom import backfill
from wireroom.errors import ConfigurationError
from wireroom.models import Counts
from wireroom.settings import Settings

_FROM_HELP = "landed, rfc5005, or documents:FOLDER (a file or an fsspec URL will do)"


def register(subcommands: Any) -> None:
    """Add the parsers of `plan` and `run`."""
    parser = subcommands.add_parser("backfill", help="load past articles from archives, without Airflow")
    actions = parser.add_subparsers(required=True, metavar="action")
    for name, run, text in (
        ("plan", _plan, "say what each day would cost; fetch nothing"),
        ("run", _run, "load the articles"),
    ):
        action = actions.add_parser(name, help=text, description=text)
        action.add_argument("--from", dest="origin", required=True, metavar="ORIGIN", help=_FROM_HELP)
        action.add_argument("--since", type=_date, help="first day, YYYY-MM-DD (UTC)")
        action.add_argument("--until", type=_date, help="last day, included; default: the first")
        action.add_argument("--match", default="", help="only feeds whose URL, title or publisher has this")
        action.set_defaults(run=run)


def _plan(arguments: argparse.Namespace) -> int:
    origin, _, place = arguments.origin.partition(":")
    total = backfill.RangeCost()
    for day, job in backfill.plan_range(
        Settings.from_environment(),
        _days(arguments),
        origins=[origin],
        now=_now(),
        match=arguments.match,
        documents=place or None,
    ):
        total.add(job)
        print(f"{day} {job.name}: {job.cost}")
    print(f"all days: {total}")
    return 0


def _run(arguments: argparse.Namespace) -> int:
    origin, _, place = arguments.origin.partition(":")
    if origin == "documents" and arguments.since is None:
        return _all_documents(place)
    total, problems = Counts(), 0
    for day in _days(arguments):
        counts, words = _one_day(arguments, day)
        print(f"{day}: {_words(counts)}")
        for problem in words:
            print(f"  {problem}")
        total, problems = total + counts, problems + len(words)
    print(f"all days: {_words(total)}")
    return 1 if problems else 0


def _all_documents(place: str) -> int:
    if not place:
        raise ConfigurationError("name the folder: --from documents:FOLDER")
    now = _now()
    counts, problems = backfill.file_documents(
        Settings.from_environment(),
        place,
        key=f"documents-{now:%Y%m%dT%H%M%S.%f}",
        now=now,
        on_batch=lambda so_far: print(f"  {_words(so_far)} …"),
    )
    for problem in problems:
        print(f"  {problem.words}")
    print(f"{place}: {_words(counts)}")
    return 1 if problems else 0


def _one_day(arguments: argparse.Namespace, day: date) -> tuple[Counts, list[str]]:
    settings = Settings.from_environment()
    plan = _day_plan(arguments, day)
    total, words = Counts(), []
    for job in plan.jobs:
        gathered = backfill.gather(settings, job, day=day, run_key=f"cli-{day}", clock=_now)
        counts, problems = backfill.file_day(settings, gathered, run_id=plan.run_id, day=day, now=_now())
        total += counts
        words += [*gathered.problems, *(problem.words for problem in problems)]
    backfill.finish_day(settings, run_id=plan.run_id, counts=total, failure="; ".join(words), now=_now())
    return total, words


def _day_plan(arguments: argparse.Namespace, day: date) -> backfill.DayPlan:
    origin, _, place = arguments.origin.partition(":")
    now = _now()
    return backfill.plan_day(
        Settings.from_environment(),
        key=f"cli-{day}-{now:%Y%m%dT%H%M%S.%f}",
        day=day,
        origins=[origin],
        documents=place or None,
        match=arguments.match,
        now=now,
    )


def _days(arguments: argparse.Namespace) -> list[date]:
    if arguments.since is None:
        raise ConfigurationError("--since is needed: the first day to load, YYYY-MM-DD")
    return backfill.days_of(arguments.since, arguments.until)


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date of the form YYYY-MM-DD") from error


def _now() -> datetime:
    return datetime.now(tz=UTC)


def _words(counts: Counts) -> str:
    return (
        f"{counts.entries:,} articles read, {counts.inserted:,} new, {counts.revised:,} revised, "
        f"{counts.unchanged:,} known, {counts.rejected:,} rejected"
    )
