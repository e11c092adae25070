"""`wireroom feeds list|check|export`: ways to look at the list of feeds."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from rich.console import Console

from wireroom import feed_list, sources
from wireroom.cli.feeds_json import feed_json
from wireroom.cli.feeds_tables import ask, checked_table, listed_table
from wireroom.cli.tables import print_remark, print_table
from wireroom.errors import ConfigurationError
from wireroom.models import FeedSpec
from wireroom.settings import Settings


def show(arguments: argparse.Namespace, settings: Settings, console: Console) -> int:
    listed, remark = feed_list.list_feeds(settings)
    chosen = [
        each
        for each in listed
        if (not arguments.text or each.says(arguments.text))
        and (not arguments.sick or each.is_sick)
        and (not arguments.paused or each.spec.paused)
    ]
    if arguments.urls:
        print("\n".join(each.spec.url for each in chosen))
        return 0
    if arguments.json:
        for each in chosen:
            print(feed_json(each))
        return 0
    print_table(console, listed_table(chosen, in_lines=not console.is_terminal))
    print_remark(console, f"{len(chosen)} of {len(listed)} feeds. {remark}".rstrip())
    for cause in feed_list.causes(chosen):
        print_remark(console, cause.words)
    return 0


def check(arguments: argparse.Namespace, settings: Settings, console: Console) -> int:
    checked = ask(_chosen(arguments, settings), settings, console)
    print_table(console, checked_table(checked))
    bad = [each for each in checked if not each.outcome.is_healthy]
    away = sum(not each.outcome.is_reachable for each in bad)
    print_remark(
        console, f"{len(checked) - len(bad)} well, {len(bad) - away} not, {away} could not be reached."
    )
    return 1 if bad else 0


def export(arguments: argparse.Namespace, settings: Settings, console: Console) -> int:
    data = sources.write_opml(sources.load_feeds_file(settings.feeds_file), "Wireroom")
    if arguments.target == "-":
        sys.stdout.buffer.write(data)
        return 0
    try:
        Path(arguments.target).write_bytes(data)
    except OSError as error:
        raise ConfigurationError(f"{arguments.target} cannot be written: {error.strerror}") from error
    return 0


def _chosen(arguments: argparse.Namespace, settings: Settings) -> list[FeedSpec]:
    specs = sources.load_feeds_file(settings.feeds_file)
    if not arguments.text:
        return list(specs)
    chosen: dict[str, FeedSpec] = {}
    for text in arguments.text:
        fitting = [spec for spec in specs if feed_list.Listed(spec, None).says(text)]
        if not fitting and "://" not in text:
            raise ConfigurationError(f"no feed in {settings.feeds_file} contains {text!r}")
        for spec in fitting or [sources.new_feed({"url": text, "private": str(arguments.private).lower()})]:
            chosen[spec.url] = spec
    return list(chosen.values())
