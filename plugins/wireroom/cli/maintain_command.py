"""`wireroom maintain`: what the DAG maintain_warehouse does once a day, or what it would do."""

from __future__ import annotations

import argparse
from typing import Any

from wireroom.cli.console import utc_now
from wireroom.maintain.maintain import maintain
from wireroom.settings import Settings


def register(subcommands: Any) -> None:
    """Add the parser."""
    parser = subcommands.add_parser("maintain")
    parser.add_argument("--dry-run", action="store_true", help="only say what would be done, and how much")
    parser.add_argument(
        "--merge-years",
        action="store_true",
        help="also put the months of years long past into a partition a year. Only while all else is stopped "
        "(Airflow, commands, readers): who reads at that moment may see such a year empty, once",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print a line a step; raises where one failed."""
    now = utc_now()
    done = maintain(
        Settings.from_environment(),
        now=now,
        dry_run=arguments.dry_run,
        merge_years=arguments.merge_years,
        tell=print,
    )
    if done.failure:
        raise done.failure
    return 0
