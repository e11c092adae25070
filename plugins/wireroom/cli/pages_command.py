"""`wireroom pages fetch`: the full text behind summaries, in this process, without Airflow."""

from __future__ import annotations

import argparse
from typing import Any

from wireroom.cli.console import utc_now
from wireroom.full_text.run_pages import run_pages
from wireroom.settings import Settings


def register(subcommands: Any) -> None:
    """Add the parsers."""
    parser = subcommands.add_parser("pages")
    actions = parser.add_subparsers(required=True, metavar="action")
    fetch = actions.add_parser(
        "fetch",
        help="fetch pages that are due, as the DAG fetch_pages does: robots.txt obeyed, "
        "WIREROOM_PAGES_A_DAY a site at most",
    )
    fetch.add_argument("--match", default="", help="only feeds whose URL, title or publisher contains this")
    fetch.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print how the pages came out; raises where some could not be landed or read."""
    report = run_pages(
        Settings.from_environment(),
        key=f"cli-{utc_now():%Y%m%dT%H%M%S.%f}",
        clock=utc_now,
        match=arguments.match,
    )
    for line in report.in_words():
        print(line)
    if report.failure:
        raise report.failure
    return 0
