"""`wireroom feeds try`: one feed asked, and of each entry whether its rules let it in; nothing is stored."""

from __future__ import annotations

import argparse
import json
from dataclasses import replace

from rich.console import Console
from rich.table import Table
from rich.text import Text

from wireroom import sources
from wireroom.cli.console import print_remark, print_table, utc_now
from wireroom.errors import ConfigurationError, NotListedError
from wireroom.feed_list.check_feeds import check_feeds
from wireroom.feed_list.matching_feeds import find_feed
from wireroom.models import FeedSpec
from wireroom.settings import Settings


def given_rules(arguments: argparse.Namespace) -> dict[str, dict[str, str | list[str]]]:
    """What `--keep` and `--drop` say, such as `title=horoscope`, as feeds.yaml would hold it.

    Raises ConfigurationError for words without a field.
    """
    given: dict[str, dict[str, str | list[str]]] = {}
    for key in ("keep", "drop"):
        for text in getattr(arguments, key) or ():
            field, equals, words = text.partition("=")
            if not equals:
                raise ConfigurationError(f"--{key} {text}: write a field and words, such as title=horoscope")
            texts = given.setdefault(key, {}).setdefault(field.strip(), [])
            if isinstance(texts, list):
                texts.append(words)
    return given


def try_rules(arguments: argparse.Namespace, settings: Settings, console: Console) -> int:
    """With the rules of feeds.yaml, or those given instead of them."""
    spec = _spec(arguments, settings)
    if given := given_rules(arguments):
        wished = sources.new_feed({"url": "https://example.org/", **given})
        spec = replace(spec, keep=wished.keep, drop=wished.drop)
    (checked,) = check_feeds(settings, [spec], clock=utc_now, entry_by_entry=True)
    if arguments.json:
        for trial in checked.trials:
            print(json.dumps({"title": trial.title, "left_out": trial.left_out or None}, ensure_ascii=False))
        return 0 if checked.outcome.is_healthy else 1
    table = Table("entry", "comes in", box=None, pad_edge=False)
    for trial in checked.trials:
        table.add_row(
            Text(trial.title or "without a title"),
            Text(
                f"no: {trial.left_out}" if trial.left_out else "yes", "yellow" if trial.left_out else "green"
            ),
        )
    print_table(console, table)
    print_remark(console, f"{spec.url}: {checked.outcome.value}: {checked.words}. Nothing was stored.")
    if not (spec.keep or spec.drop):
        print_remark(console, "It has no rules: try some, such as --drop title=horoscope.")
    return 0 if checked.outcome.is_healthy else 1


def _spec(arguments: argparse.Namespace, settings: Settings) -> FeedSpec:
    """That of the list, or an address that is not on it; a list that cannot be read may hold its rules."""
    is_address = "://" in arguments.text
    try:
        if settings.feeds_file.exists() or not is_address:
            return find_feed(settings, arguments.text)
    except NotListedError:
        if not is_address:
            raise
    return sources.new_feed({"url": arguments.text, "private": str(arguments.private).lower()})
