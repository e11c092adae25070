"""`wireroom replay`: today's code over landed bytes; first a report, then for real."""

from __future__ import annotations

import argparse
from typing import Any

from wireroom.cli.console import day_argument, utc_now
from wireroom.errors import ConfigurationError
from wireroom.replay.replay_landed import Wanted, replay
from wireroom.settings import Settings
from wireroom.takedown.repeat_takedowns import lists_beside
from wireroom.takedown.takedown_report import warnings_of


def register(subcommands: Any) -> None:
    """Add the parser."""
    parser = subcommands.add_parser("replay")
    parser.add_argument("--since", type=day_argument, help="first day of capture, YYYY-MM-DD (UTC)")
    parser.add_argument("--until", type=day_argument, help="last day, included")
    parser.add_argument("--all", action="store_true", help="all that is landed: a lost database comes back")
    parser.add_argument(
        "--quarantined",
        nargs="*",
        metavar="REASON",
        help="only feeds and days whose entries were refused, for these reasons (news.rejected) or for any",
    )
    parser.add_argument(
        "--dry-run",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="only say what would change (the default)",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the report. Raises ConfigurationError where it is not said which bytes are meant."""
    if not (arguments.all or arguments.since or arguments.until or arguments.quarantined is not None):
        raise ConfigurationError("say which bytes: --since and --until, --quarantined, or --all")
    settings = Settings.from_environment()
    report = replay(
        settings,
        Wanted(arguments.since, arguments.until, arguments.quarantined),
        clock=utc_now,
        dry_run=arguments.dry_run,
        key=f"cli-{utc_now():%Y%m%dT%H%M%S.%f}",
        tell=lambda words: print(f"  {words}"),
    )
    print("\n".join(report.lines()))
    for sentence in warnings_of(lists_beside(settings)):
        print(sentence)
    if arguments.dry_run:
        print("nothing was changed: --no-dry-run does it")
    return 0
