"""`wireroom feeds check`: feeds asked, and what each would bring."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from wireroom import sources
from wireroom.cli.console import print_remark, print_table, utc_now
from wireroom.common.text.counted import counted
from wireroom.errors import ConfigurationError
from wireroom.feed_list.check_feeds import Checked, check_feeds
from wireroom.feed_list.matching_feeds import fitting_feeds, said_names
from wireroom.models import FeedSpec, Outcome
from wireroom.settings import Settings


def check(arguments: argparse.Namespace, settings: Settings, console: Console) -> int:
    """Ask listed feeds, or a URL, and say what each would bring. 1 where one is not well."""
    checked = ask(_chosen(arguments, settings), settings, console)
    print_table(console, checked_table(checked))
    bad = [each for each in checked if not each.outcome.is_healthy]
    away = sum(not each.outcome.is_reachable for each in bad)
    well = len(checked) - len(bad)
    print_remark(console, f"{well} work, {len(bad) - away} do not, {away} could not be reached.")
    return 1 if bad else 0


def _chosen(arguments: argparse.Namespace, settings: Settings) -> list[FeedSpec]:
    specs = sources.load_feeds_file(settings.feeds_file)
    if not arguments.text:
        return list(specs)
    chosen: dict[str, FeedSpec] = {}
    said = said_names(settings)
    for text in arguments.text:
        fitting = fitting_feeds(specs, text, said)
        if not fitting and "://" not in text:
            raise ConfigurationError(f"no feed in {settings.feeds_file} contains {text!r}")
        for spec in fitting or [sources.new_feed({"url": text, "private": str(arguments.private).lower()})]:
            chosen[spec.url] = spec
    return list(chosen.values())


def checked_table(checked: Sequence[Checked]) -> Table:
    """What each feed answered."""
    table = Table("feed", "outcome", "what would come in", box=None, pad_edge=False)
    names = Counter(each.spec.title or each.spec.url for each in checked)
    for each in checked:
        name = each.spec.title or each.spec.url
        shown = Text(name if names[name] == 1 else f"{name} ({each.spec.url})", overflow="fold")
        table.add_row(shown, Text(each.outcome.value, _outcome_colour(each.outcome)), Text(each.words))
    return table


def ask(
    specs: Sequence[FeedSpec], settings: Settings, console: Console, *, with_pages: bool = False
) -> list[Checked]:
    """Every feed's answer, in the order of the list, with a count while it takes."""
    checked: list[Checked] = []
    with console.status(f"asking {counted(len(specs), 'feed')}") as status:
        for each in check_feeds(settings, specs, clock=utc_now, with_pages=with_pages):
            checked.append(each)
            status.update(f"{len(checked)} of {counted(len(specs), 'feed')} done")
    order = {spec.url: number for number, spec in enumerate(specs)}
    return sorted(checked, key=lambda each: order[each.spec.url])


def _outcome_colour(outcome: Outcome) -> str:
    return "green" if outcome.is_healthy else "red" if outcome.is_reachable else "yellow"
