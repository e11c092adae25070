"""`wireroom ingest`: one run in this process, without Airflow, for a look or for cron."""

from __future__ import annotations

import argparse
from typing import Any

from rich.table import Table

from wireroom.cli.console import make_console, print_table, utc_now
from wireroom.common.text.counted import counted
from wireroom.ingest.run_ingest import run_ingest
from wireroom.ingest.run_report import RunReport, cause_lines
from wireroom.settings import Settings


def register(subcommands: Any) -> None:
    """Add the parser."""
    parser = subcommands.add_parser("ingest")
    parser.add_argument("--match", default="", help="only feeds whose URL, title or publisher contains this")
    parser.add_argument("--even-if-not-due", action="store_true", help="ignore the feeds' schedules")
    parser.add_argument(
        "--in-full", action="store_true", help="ask for whole documents, never whether they have changed"
    )
    parser.add_argument(
        "--clock-is-right",
        action="store_true",
        help="believe the present clock, though most runs so far began later than it says: theirs was wrong",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Exit code 0; 1 where the run must not be called good (the reason is printed)."""
    settings = Settings.from_environment()
    started = utc_now()
    report = run_ingest(
        settings,
        key=f"cli-{started:%Y%m%dT%H%M%S.%f}",
        clock=utc_now,
        match=arguments.match,
        even_if_not_due=arguments.even_if_not_due,
        in_full=arguments.in_full,
        clock_is_right=arguments.clock_is_right,
    )
    _print(report)
    if report.failure:
        raise report.failure
    return 0


def _print(report: RunReport) -> None:
    table = Table("feed", "outcome", "entries", "new", "changed", "detail", title=f"run {report.run_id}")
    for poll in report.polls:
        counts = poll.counts
        numbers = (str(n) for n in (counts.entries, counts.inserted, counts.revised))
        table.add_row(poll.title, poll.outcome.value, *numbers, poll.detail)
    console = make_console()
    print_table(console, table)
    console.print(
        f"{report.counts.inserted} new, {report.counts.revised} changed, {report.counts.unchanged} known "
        f"of {counted(report.counts.entries, 'entry', 'entries')} in {counted(report.counts.feeds, 'feed')}"
    )
    for remark in report.remarks:
        console.print(remark, markup=False, soft_wrap=True)
    for _, line in cause_lines(report.polls):
        console.print(line, markup=False, soft_wrap=True)
    for refused in report.refused:
        console.print(f"refused: {refused.words}", markup=False, soft_wrap=True)
