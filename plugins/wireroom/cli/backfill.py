"""`wireroom backfill`: past articles without Airflow, from landed files, archives or a folder."""

from __future__ import annotations

import argparse
from datetime import UTC, date, datetime
from typing import Any

from wireroom import backfill
from wireroom.errors import ConfigurationError
from wireroom.models import Counts
from wireroom.settings import Settings


def register(subcommands: Any) -> None:
    """Add the parsers of `plan` and `run`."""
    parser = subcommands.add_parser("backfill", help="load past articles from archives, without Airflow")
    actions = parser.add_subparsers(required=True, metavar="action")
    for name, run, text in (
        ("plan", _plan, "say what each day would cost; fetch nothing"),
        ("run", _run, "load the articles; of files, without days, of all days they hold"),
    ):
        action = actions.add_parser(name, help=text, description=text)
        action.add_argument(
            "--from", dest="origin", required=True, metavar="ORIGIN", type=_origin, help=backfill.summaries()
        )
        action.add_argument("--since", type=_date, help="first day, YYYY-MM-DD (UTC)")
        action.add_argument("--until", type=_date, help="last day, included; default: the first")
        action.add_argument("--match", default="", help="only feeds whose URL, title or publisher has this")
        action.add_argument(
            "--host", action="append", default=[], help="of WARC files: only this host and those below it"
        )
        action.set_defaults(run=run)


def _origin(text: str) -> tuple[str, str]:
    """`NAME` or `NAME:PLACE`."""
    name, _, place = text.partition(":")
    try:
        backfill.check_origins([name], place)
    except ConfigurationError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
    return name, place


def _plan(arguments: argparse.Namespace) -> int:
    name, place = arguments.origin
    total = backfill.RangeCost()
    settings = Settings.from_environment()
    if _reads_files(name):
        job = backfill.plan_place(name, place, now=_now())
        print(f"{job.name}: {job.cost}")
        return 0
    for day, job in backfill.plan_range(
        settings, _days(arguments), origins=[name], now=_now(), match=arguments.match
    ):
        total.add(job)
        print(f"{day} {job.name}: {job.cost}")
    print(f"all days: {total}")
    return 0


def _run(arguments: argparse.Namespace) -> int:
    if _reads_files(arguments.origin[0]):
        return _files(arguments)
    total, problems = Counts(), 0
    for day in _days(arguments):
        counts, words = _one_day(arguments, day)
        print(f"{day}: {_words(counts)}")
        for problem in words:
            print(f"  {problem}")
        total, problems = total + counts, problems + len(words)
    print(f"all days: {_words(total)}")
    return 1 if problems else 0


def _reads_files(name: str) -> bool:
    return isinstance(backfill.origin_named(name), backfill.FromPlace)


def _files(arguments: argparse.Namespace) -> int:
    """Each file is read once, whatever days were asked for."""
    name, place = arguments.origin
    now = _now()
    window = None
    if arguments.since or arguments.until:
        days = _days(arguments)
        window = (days[0], days[-1])
    filed = backfill.file_place(
        Settings.from_environment(),
        name,
        place,
        key=f"{name}-{now:%Y%m%dT%H%M%S.%f}",
        now=now,
        window=window,
        hosts=tuple(host.lower() for host in arguments.host),
        on_batch=lambda so_far: print(f"  {_words(so_far)} …"),
    )
    for words in (*filed.notes, *(problem.words for problem in filed.problems)):
        print(f"  {words}")
    print(f"{place}: {_words(filed.counts)}")
    return 1 if filed.problems else 0


def _one_day(arguments: argparse.Namespace, day: date) -> tuple[Counts, list[str]]:
    settings = Settings.from_environment()
    plan = _day_plan(arguments, day)
    total, words = Counts(), []
    for job in plan.jobs:
        gathered = backfill.gather(settings, job, day=day, run_key=f"cli-{day}", clock=_now)
        filed = backfill.file_day(settings, gathered, run_id=plan.run_id, day=day, now=_now())
        for note in (*gathered.notes, *filed.notes):
            print(f"  {note}")
        total += filed.counts
        words += [*gathered.problems, *(problem.words for problem in filed.problems)]
    backfill.finish_day(settings, run_id=plan.run_id, counts=total, failure="; ".join(words), now=_now())
    return total, words


def _day_plan(arguments: argparse.Namespace, day: date) -> backfill.DayPlan:
    now = _now()
    return backfill.plan_day(
        Settings.from_environment(),
        key=f"cli-{day}-{now:%Y%m%dT%H%M%S.%f}",
        day=day,
        origins=[arguments.origin[0]],
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
