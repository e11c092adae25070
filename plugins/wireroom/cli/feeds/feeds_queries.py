"""`wireroom feeds list|export`: ways to look at the list of feeds."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from wireroom import sources
from wireroom.cli.console import print_remark, print_table
from wireroom.common.entry_rules import write_rules
from wireroom.common.text.counted import counted
from wireroom.errors import ConfigurationError
from wireroom.feed_list.listed_feeds import Listed, causes, list_feeds
from wireroom.models import FeedSpec
from wireroom.settings import Settings


def show(arguments: argparse.Namespace, settings: Settings, console: Console) -> int:
    """Print the feeds that text and options choose: as a table, addresses or JSON lines."""
    listed, remark = list_feeds(settings)
    chosen = [
        each
        for each in listed
        if (not arguments.text or each.says(arguments.text))
        and (not arguments.sick or each.is_sick)
        and (not arguments.paused or each.spec.paused)
        and (not arguments.moving or each.moving)
    ]
    if arguments.urls:
        print("\n".join(each.spec.url for each in chosen))
        return 0
    if arguments.json:
        for each in chosen:
            print(feed_json(each))
        return 0
    print_table(console, listed_table(chosen, in_lines=not console.is_terminal))
    print_remark(console, f"{len(chosen)} of {counted(len(listed), 'feed')}. {remark}".rstrip())
    for cause in causes(chosen):
        print_remark(console, cause.words)
    for each in chosen:
        if each.moving:
            print_remark(console, f"{each.spec.url} {each.moving}")
    return 0


def export(arguments: argparse.Namespace, settings: Settings, console: Console) -> int:
    """Write the list as OPML to a file, or to standard output for `-`.

    Raises ConfigurationError where the file cannot be written.
    """
    data = sources.write_opml(sources.load_feeds_file(settings.feeds_file), "Wireroom")
    if arguments.target == "-":
        sys.stdout.buffer.write(data)
        return 0
    try:
        Path(arguments.target).write_bytes(data)
    except OSError as error:
        raise ConfigurationError(f"{arguments.target} cannot be written: {error.strerror}") from error
    return 0


def feed_json(listed: Listed) -> str:
    """Its declaration, and how it is: null where the database does not know it. Times are ISO 8601, UTC."""
    spec, status = listed.spec, listed.status
    feed = status.feed if status else None
    return json.dumps(
        {
            "url": spec.url,
            "title": spec.title,
            "publisher": spec.publisher,
            "country": spec.country,
            "language": spec.language,
            "category": list(spec.category),
            "paused": spec.paused,
            "private": spec.private,
            "keep": write_rules(spec.keep),
            "drop": write_rules(spec.drop),
            "id": feed.id if feed else None,
            "condition": status.condition if status else None,
            "needs_somebody": status.needs_somebody if status else None,
            "cause": (status.cause or None) if status else None,
            "health": status.health if status else None,
            "outcome": status.outcome if status else None,
            "detail": (status.detail or None) if status else None,
            "articles": status.articles if status else None,
            "last_polled_at": _iso(feed.last_polled_at) if feed else None,
            "last_well_at": _iso(status.last_well_at) if status else None,
            "next_poll_at": _iso(feed.next_poll_at) if feed else None,
            "next_poll_reason": status.next_poll_reason if status else None,
            "moving_to": feed.redirected_to if feed else None,
            "moving_since": _iso(feed.redirected_since) if feed else None,
            "moving_note": (feed.move_note or None) if feed else None,
            "moved_to": feed.fetch_url if feed else None,
        },
        ensure_ascii=False,
    )


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def listed_table(listed: Sequence[Listed], *, in_lines: bool = False) -> Table:
    """Feeds as declared, with their health where it is known; `in_lines`: addresses in their own column."""
    own = ("address",) if in_lines else ()
    table = Table("feed", *own, "category", "language", "articles", "health", box=None, pad_edge=False)
    for each in listed:
        spec, status = each.spec, each.status
        table.add_row(
            *_name_cells(each, in_lines=in_lines),
            Text("/".join(spec.category)),
            Text(spec.language or ""),
            Text(f"{status.articles:,}" if status else "", justify="right"),
            Text(_health(each), _health_style(each)),
        )
    return table


def _name_cells(listed: Listed, *, in_lines: bool) -> tuple[Text, ...]:
    if in_lines:
        return Text(listed.title), Text(listed.spec.url)
    return (Text.assemble(listed.title, "\n" if listed.title else "", (listed.spec.url, "dim")),)


def _health(each: Listed) -> str:
    if each.spec.paused:
        return "paused"
    return each.status.health if each.status else "not polled yet"


def _health_style(each: Listed) -> str:
    if each.spec.paused or each.status is None:
        return "dim"
    return "red" if each.is_sick else ""


def warn_of_open_secrets(new: Sequence[FeedSpec], file: Path, console: Console) -> None:
    """Say so where the list holds a secret of these feeds and others may read it."""
    if warning := sources.warn_of_open_secrets(new, file):
        console.print(warning, markup=False, soft_wrap=True)
