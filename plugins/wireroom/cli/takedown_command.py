"""`wireroom takedown`: an article gone from every place that is ours, and kept away."""

from __future__ import annotations

import argparse
from typing import Any

from wireroom.cli.console import utc_now
from wireroom.settings import Settings
from wireroom.takedown.take_down import take_down
from wireroom.takedown.takedown_report import report_of


def register(subcommands: Any) -> None:
    """Add the parser."""
    parser = subcommands.add_parser("takedown")
    parser.add_argument(
        "what", metavar="URL|ID", help="address of the article, or its number in news.articles"
    )
    parser.add_argument(
        "--reason", required=True, help="why; kept with the tombstone and told in news.changes"
    )
    parser.add_argument("--dry-run", action="store_true", help="only say what it is in")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Say what was, or would be, taken down."""
    done = take_down(
        Settings.from_environment(),
        arguments.what,
        reason=arguments.reason,
        now=utc_now(),
        dry_run=arguments.dry_run,
        tell=lambda words: print(f"  {words}"),
    )
    for article in done.articles:
        earlier = f"{article.revisions} earlier versions, {article.copies} copies"
        print(f"article {article.id}, {earlier}: {article.title}")
    for sentence in report_of(done, dry_run=arguments.dry_run):
        print(sentence)
    if arguments.dry_run:
        print("nothing was changed: leave --dry-run out to take it down")
    return 1 if done.is_left and not arguments.dry_run else 0
