"""`wireroom backfill`: past articles without Airflow, from landed files, archives or a folder."""

from __future__ import annotations

import argparse
from datetime import date
from typing import Any

from wireroom.archive.register import ORIGINS, FromPlace, reads_files, summaries
from wireroom.backfill.plan_day import check_origins
from wireroom.backfill.plan_range import RangeCost, days_of, plan_range
from wireroom.cli.backfill import backfill_days, backfill_files, backfill_gaps, backfill_status
from wireroom.cli.console import day_argument, utc_now
from wireroom.common.text.counted import counted
from wireroom.errors import ConfigurationError
from wireroom.models import BackfillRequest
from wireroom.settings import Settings

_EXAMPLES = """\
examples:
  wireroom backfill {name} --from rfc5005 --since 2026-09-14 --until 2026-09-16
  wireroom backfill {name} --from sitemaps --from cdx --since 2026-09-14 --match harbour-post
  wireroom backfill {name} --from documents:/srv/saved
  wireroom backfill {name} --from warc:https://archive.example/crawl.warc.gz --host harbour.example
  wireroom backfill {name} --from ccnews --since 2026-09-14 --host harbour.example
"""
_Formatter = argparse.RawDescriptionHelpFormatter


def register(subcommands: Any) -> None:
    """Add the parsers of `plan`, `run`, `gaps`, `resume` and `status`."""
    parser = subcommands.add_parser("backfill")
    actions = parser.add_subparsers(required=True, metavar="action")
    for name, run, text in (
        ("plan", _plan, "say what the days would cost; lists are asked for, pages never"),
        ("run", _run, "load the articles; without days all there are"),
    ):
        action = actions.add_parser(
            name, help=text, description=text, epilog=_EXAMPLES.format(name=name), formatter_class=_Formatter
        )
        action.add_argument(
            "--from",
            dest="origins",
            action="append",
            required=True,
            metavar="ORIGIN",
            type=_origin,
            help=f"where from; several, in order: name it again. {summaries()}",
        )
        action.add_argument("--since", type=day_argument, help="first day, YYYY-MM-DD (UTC)")
        action.add_argument("--until", type=day_argument, help="last day, included; default: the first")
        action.add_argument("--match", default="", help="only feeds whose URL, title or publisher has this")
        action.add_argument(
            "--host", action="append", default=[], help="of WARC files: only this host and those below it"
        )
        action.add_argument("--again", action="store_true", help="read files again that were read before")
        action.set_defaults(run=run)
        if run is _run:
            _add_full_text(action)
    backfill_gaps.add_parser(actions)
    text = "go on with a backfill that was stopped or killed"
    resume = actions.add_parser("resume", help=text, description=text)
    resume.add_argument("id", type=int, nargs="?", help="its number; default: the last that is not complete")
    _add_full_text(resume)
    resume.set_defaults(run=_resume)
    text = "how far backfills have come, and when they will be done"
    status = actions.add_parser("status", help=text, description=text)
    status.add_argument("id", type=int, nargs="?", help="number of one, with what was left out and why")
    status.set_defaults(run=lambda arguments: backfill_status.show(_settings(), arguments.id, now=utc_now()))


def _add_full_text(action: argparse.ArgumentParser) -> None:
    text = "let `wireroom pages` and `fetch_pages` fetch the pages of what the days bring, too; not of files"
    action.add_argument("--full-text", action="store_true", help=text)


def _origin(text: str) -> tuple[str, str]:
    """`NAME` or `NAME:PLACE`."""
    name, _, place = text.partition(":")
    origin = ORIGINS.get(name)
    if isinstance(origin, FromPlace) and not (place or origin.default_place):
        raise argparse.ArgumentTypeError(
            f"{name} reads files: say where they are, --from {name}:PLACE (a file, a folder or an fsspec URL)"
        )
    try:
        check_origins([name], place)
    except ConfigurationError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
    if place and not reads_files(name):
        raise argparse.ArgumentTypeError(f"{name} reads no files: give --from {name}, without {place!r}")
    return name, place


def _plan(arguments: argparse.Namespace) -> int:
    total = RangeCost()
    for name, place in arguments.origins:
        if reads_files(name):
            backfill_files.plan(_settings(), _of_files(arguments, name, place), now=utc_now())
            continue
        before = total.jobs
        for source in plan_range(
            _settings(), _days_or_all(arguments), origins=[name], clock=utc_now, match=arguments.match
        ):
            total.add(source)
            print(f"{source.job.name}: {source.job.cost}; {source.expected}")
        if total.jobs == before:
            print(backfill_days.nobody_to_ask(name))
    if total.jobs:
        print(f"all days: {total}")
        asked = counted(total.asked, "list or document", "lists and documents")
        print(f"planning asked for {asked}, for no page")
    return 0


def _run(arguments: argparse.Namespace) -> int:
    """The origins in the order they are named: each brings what those before it did not have."""
    return max(_run_one(arguments, name, place) for name, place in arguments.origins)


def _run_one(arguments: argparse.Namespace, name: str, place: str) -> int:
    if reads_files(name):
        _refuse_full_text(arguments, name)
        key = f"{name}-{utc_now():%Y%m%dT%H%M%S.%f}"
        request = _of_files(arguments, name, place)
        return backfill_files.run(_settings(), request, key=key, clock=utc_now, again=arguments.again)
    days = _days_or_all(arguments)
    request = BackfillRequest(name, feeds_match=arguments.match, full_text=arguments.full_text)
    if not days:
        return backfill_days.run_all(_settings(), request, clock=utc_now)
    return backfill_days.run(_settings(), request, days, clock=utc_now)


def _of_files(arguments: argparse.Namespace, name: str, place: str) -> BackfillRequest:
    hosts = tuple(host.lower() for host in arguments.host)
    return BackfillRequest(name, backfill_files.absolute(place), _window(arguments), hosts)


def _resume(arguments: argparse.Namespace) -> int:
    settings = _settings()
    found = backfill_status.to_resume(settings, arguments.id, now=utc_now())
    print(f"going on with backfill {found.id} of {found.created_at:%Y-%m-%d %H:%M} UTC")
    if reads_files(found.origin):
        _refuse_full_text(arguments, found.origin)
        return backfill_files.run(settings, found.request, key=found.key, clock=utc_now)
    return backfill_days.resume(settings, found, clock=utc_now, full_text=arguments.full_text)


def _refuse_full_text(arguments: argparse.Namespace, name: str) -> None:
    if arguments.full_text:
        raise ConfigurationError(
            f"{name} reads files, whose pages are whole: --full-text is for days of feeds"
        )


def _window(arguments: argparse.Namespace) -> tuple[date, date] | None:
    """Of files: only these days, where any are named; each file is read once all the same."""
    if not (arguments.since or arguments.until):
        return None
    days = _days(arguments)
    return days[0], days[-1]


def _days(arguments: argparse.Namespace) -> list[date]:
    if arguments.since is None:
        raise ConfigurationError("--since is needed: the first day to load, YYYY-MM-DD")
    days = days_of(arguments.since, arguments.until)
    if days[-1] > (today := utc_now().date()):
        raise ConfigurationError(
            f"{days[-1]} has not begun: today is {today}, in UTC; past days can be loaded"
        )
    return days


def _days_or_all(arguments: argparse.Namespace) -> list[date]:
    """Without days all there is."""
    return _days(arguments) if arguments.since or arguments.until else []


def _settings() -> Settings:
    return Settings.from_environment()
