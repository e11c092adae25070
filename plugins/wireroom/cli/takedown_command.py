"""`wireroom takedown`: an article gone from every place that is ours, and kept away."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from typing import Any

from wireroom.settings import Settings
from wireroom.takedown import TakenDown, take_down


def register(subcommands: Any) -> None:
    """Add the parser."""
    text = "take an article down for good: rows, versions, search, quarantine, landed files"
    parser = subcommands.add_parser("takedown", help=text, description=text)
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
        now=datetime.now(tz=UTC),
        dry_run=arguments.dry_run,
        tell=lambda words: print(f"  {words}"),
    )
    for article in done.articles:
        earlier = f"{article.revisions} earlier versions, {article.copies} copies"
        print(f"article {article.id}, {earlier}: {article.title}")
    if not done.articles:
        print("no article answers to it" + ("" if arguments.dry_run else "; none will come in"))
    print(f"{done.quarantined} refused entries; {done.changed} of {done.searched} landing files hold it")
    _say_what_is_left(done)
    print(
        "nothing was changed: leave --dry-run out to take it down"
        if arguments.dry_run
        else "taken down. Backups and exports made before still hold it: see to them yourself"
    )
    return 1 if done.is_left and not arguments.dry_run else 0


def _say_what_is_left(done: TakenDown) -> None:
    named = sum(len(taken.named) for taken in done.files.values())
    if named:
        print(f"{named} landed records go on naming it: entries that link to it, or failed requests for it")
    if not done.searched:
        print("no landing file was looked through: none is there of the days on which it was met")
    for article_id in done.untold:
        print(
            f"article {article_id} has neither address nor identifier: it could not be looked for in landed "
            "files; what its feed landed on its days may still hold it"
        )
    for uri, taken in done.files.items():
        if taken.held or taken.damage:
            print(f"{uri} may still hold it: remove the file once the rest of it can be spared")
