"""Feeds in, tables for people out; and the wait for their answers in between."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from rich.console import Console
from rich.table import Table
from rich.text import Text

from wireroom.feed_check import Checked, check_feeds
from wireroom.feed_list import Listed
from wireroom.models import FeedSpec, Outcome
from wireroom.settings import Settings


def listed_table(listed: Sequence[Listed], *, in_lines: bool = False) -> Table:
    """Feeds as declared, with their health where it is known; `in_lines`: addresses in their own column."""
    own = ("address",) if in_lines else ()
    table = Table("feed", *own, "category", "language", "articles", "health", box=None, pad_edge=False)
    for each in listed:
        spec, status = each.spec, each.status
        table.add_row(
            *_names(spec, in_lines=in_lines),
            Text("/".join(spec.category)),
            Text(spec.language or ""),
            Text(f"{status.articles:,}" if status else "", justify="right"),
            Text("paused" if spec.paused else status.health if status else "not polled yet", _style(each)),
        )
    return table


def _names(spec: FeedSpec, *, in_lines: bool) -> tuple[Text, ...]:
    if in_lines:
        return Text(spec.title or ""), Text(spec.url)
    return (Text.assemble(spec.title or "", "\n" if spec.title else "", (spec.url, "dim")),)


def checked_table(checked: Sequence[Checked]) -> Table:
    """What each feed answered."""
    table = Table("feed", "outcome", "what would come in", box=None, pad_edge=False)
    for each in checked:
        name = Text(each.spec.title or each.spec.url, overflow="fold")
        table.add_row(name, Text(each.outcome.value, _colour(each.outcome)), Text(each.words))
    return table


def ask(specs: Sequence[FeedSpec], settings: Settings, console: Console) -> list[Checked]:
    """Every feed's answer, in the order of the list, with a count while it takes."""
    checked: list[Checked] = []
    with console.status(f"asking {len(specs)} feeds") as status:
        for each in check_feeds(settings, specs, clock=lambda: datetime.now(UTC)):
            checked.append(each)
            status.update(f"{len(checked)} of {len(specs)} feeds done")
    order = {spec.url: number for number, spec in enumerate(specs)}
    return sorted(checked, key=lambda each: order[each.spec.url])


def _style(each: Listed) -> str:
    if each.spec.paused or each.status is None:
        return "dim"
    return "red" if each.is_sick else ""


def _colour(outcome: Outcome) -> str:
    if outcome.is_healthy:
        return "green"
    return "red" if outcome.is_reachable else "yellow"
