"""`wireroom feeds add`: a feed asked, listed, and its name said."""

from __future__ import annotations

import argparse
from dataclasses import replace

from rich.console import Console

from wireroom import sources
from wireroom.cli.console import utc_now
from wireroom.cli.feeds.feed_arguments import KEYS
from wireroom.cli.feeds.feeds_check import ask
from wireroom.cli.feeds.feeds_queries import warn_of_open_secrets
from wireroom.cli.feeds.try_rules import given_rules
from wireroom.feed_list import listed_feeds
from wireroom.feed_list.check_feeds import Checked
from wireroom.feed_list.find_feeds import FoundFeed, find_feeds
from wireroom.feed_list.one_name import two_names
from wireroom.feed_list.same_address import listed_as
from wireroom.feed_list.same_feed import name_in_words, note_title, twin_in_words
from wireroom.models import Exchange, FeedSpec, Outcome
from wireroom.settings import Settings


def add(arguments: argparse.Namespace, settings: Settings, console: Console) -> int:
    """Ask the feed, then list it; of a page the best feed of its site. 1 where nothing was added."""
    values: dict[str, sources.Value] = {
        **{key: value for key in KEYS if (value := getattr(arguments, key)) is not None},
        **{key: "true" for key in ("private", "paused") if getattr(arguments, key)},
        **given_rules(arguments),
    }
    spec = sources.new_feed({"url": arguments.url, **values})
    (checked,) = ask([spec], settings, console, with_pages=True)
    console.print(f"{checked.outcome.value}: {checked.words}", markup=False, soft_wrap=True)
    if checked.page is not None and checked.outcome is Outcome.NOT_A_FEED and not arguments.anyway:
        best = _found_on(spec, checked.page, settings, console)
        if best is not None:
            spec, checked = sources.new_feed({"url": best.url, **values}), best.checked
    if not checked.outcome.is_healthy and not arguments.anyway:
        console.print(
            f"Not added. {_way_in(checked.outcome)}`--anyway` adds it all the same.", soft_wrap=True
        )
        return 1
    return _list_it(replace(checked, spec=spec), arguments, settings, console)


def _is_told_apart(checked: Checked, settings: Settings, console: Console, *, anyway: bool) -> bool:
    """Say what its publisher means for articles of other feeds; False where the list says otherwise."""
    listed, _ = listed_feeds.list_feeds(settings) if settings.feeds_file.exists() else ((), "")
    clash, change = two_names(settings, checked, [each.spec for each in listed])
    if clash and not anyway:
        clash = f"Not added: {clash}. `--anyway` adds it all the same."
    for words in filter(None, (clash, change)):
        console.print(words, markup=False, soft_wrap=True)
    return anyway or not clash


def _list_it(checked: Checked, arguments: argparse.Namespace, settings: Settings, console: Console) -> int:
    """Add the feed that was asked, and say by which name commands know it."""
    spec, follow = checked.spec, arguments.is_configured
    if not _is_told_apart(checked, settings, console, anyway=arguments.anyway):
        return 1
    new, words = listed_feeds.add_feeds(settings, [spec], utc_now(), follow=follow, anyway=arguments.anyway)
    if new and follow and checked.title and not spec.title:
        note_title(settings, spec.url, checked.title)
    listed, _ = listed_feeds.list_feeds(settings)
    there = listed_as([each.spec.url for each in listed], spec.url) or spec.url
    as_there = "" if there == spec.url else f", as {there}; `--anyway` adds it too"
    done = f"{spec.url} is added to {settings.feeds_file}."
    console.print(
        f"{done if new else f'{spec.url} is in the list already{as_there}.'} {words}",
        markup=False,
        soft_wrap=True,
    )
    known = next((each.spec for each in listed if each.spec.url == there), spec)
    remarks = (twin_in_words(checked, listed) if new else "", name_in_words(known, checked.title, listed))
    for remark in filter(None, remarks):
        console.print(remark, markup=False, soft_wrap=True)
    warn_of_open_secrets(new, settings.feeds_file, console)
    return 0


def _way_in(outcome: Outcome) -> str:
    """What lets a feed in that nobody may reach as it was given; nothing for what an option cannot mend."""
    if outcome is Outcome.BLOCKED_ADDRESS:
        return "`--private` says that it is meant to live there; "
    if outcome is Outcome.FORBIDDEN:
        return (
            "Where it wants a login or a key, write them beside its `url` in feeds.yaml (its head says how); "
        )
    return ""


def _found_on(site: FeedSpec, page: Exchange, settings: Settings, console: Console) -> FoundFeed | None:
    """Feeds of a site whose page was given; the best is added, the others are shown."""
    with console.status(f"looking for feeds of {site.url}"):
        look = find_feeds(settings, site, page, clock=utc_now)
    found = look.feeds
    for feed in found:
        console.print(f"found: {feed.url} ({feed.where}): {feed.checked.words}", markup=False, soft_wrap=True)
    if not found:
        console.print(
            f"Whether the site has a feed is not known: {look.unasked}."
            if look.unasked
            else "No feed of the site was found: give the feed's own address.",
            markup=False,
            soft_wrap=True,
        )
        return None
    if len(found) > 1:
        console.print("The first is taken; `wireroom feeds add ADDRESS` adds another.")
    return found[0]
