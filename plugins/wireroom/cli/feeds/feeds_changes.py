"""`wireroom feeds add|remove|pause|resume|import|sync|confirm`: each change goes to feeds.yaml first."""

from __future__ import annotations

import argparse
import shlex
import sys
from pathlib import Path

from rich.console import Console

from wireroom import sources
from wireroom.cli.console import utc_now
from wireroom.cli.feeds.feeds_queries import warn_of_open_secrets
from wireroom.errors import ConfigurationError
from wireroom.feed_list import listed_feeds
from wireroom.feed_list.follow_feed_list import Followed, confirm_feed_list, follow_feed_list
from wireroom.feed_list.matching_feeds import named_feed
from wireroom.feed_list.one_name import domains_of_two_names
from wireroom.settings import Settings


def remove(arguments: argparse.Namespace, settings: Settings, console: Console) -> int:
    """Take one feed off the list; ConfigurationError where the text fits none or several."""
    spec = named_feed(settings, arguments.text)
    words = listed_feeds.remove_feed(settings, spec, utc_now(), follow=arguments.is_configured)
    console.print(f"Removed {spec.url}; its articles stay. {words}", markup=False, soft_wrap=True)
    return 0


def pause(arguments: argparse.Namespace, settings: Settings, console: Console) -> int:
    """Pause one feed, or resume it: `arguments.paused` says which."""
    spec = named_feed(settings, arguments.text)
    words = listed_feeds.pause_feed(
        settings, spec, utc_now(), paused=arguments.paused, follow=arguments.is_configured
    )
    done = "Paused" if arguments.paused else "Resumed"
    console.print(f"{done} {spec.url}. {words}", markup=False, soft_wrap=True)
    return 0


def decide_move(arguments: argparse.Namespace, settings: Settings, console: Console) -> int:
    """Follow a feed to where its server sends us, or stay: `arguments.accepted` says which."""
    spec = named_feed(settings, arguments.text)
    words = listed_feeds.decide_move(settings, spec, utc_now(), accepted=arguments.accepted)
    console.print(words, markup=False, soft_wrap=True)
    return 0


def list_move(arguments: argparse.Namespace, settings: Settings, console: Console) -> int:
    """Write the address to which a feed has moved into the list."""
    spec = named_feed(settings, arguments.text)
    to = listed_feeds.new_home(settings, spec)
    words = listed_feeds.list_move(settings, spec, utc_now(), to, follow=arguments.is_configured)
    console.print(f"{spec.url} is listed as {to}. {words}", markup=False, soft_wrap=True)
    return 0


def import_opml(arguments: argparse.Namespace, settings: Settings, console: Console) -> int:
    """Add the feeds of an OPML file, or of standard input for `-`; those that are listed stay as they are.

    Raises ConfigurationError where it cannot be read or lists no feed that can be taken in.
    """
    try:
        data = sys.stdin.buffer.read() if arguments.source == "-" else Path(arguments.source).read_bytes()
    except OSError as error:
        raise ConfigurationError(f"{arguments.source} cannot be read: {error.strerror}") from error
    skipped: list[str] = []
    known_feeds = listed_feeds.known_feeds(settings)
    specs = sources.read_opml(data, arguments.source, known=known_feeds, on_skip=skipped.append)
    for reason in skipped:
        console.print(f"skipped: {reason}", markup=False, soft_wrap=True)
    if not specs:
        raise ConfigurationError(
            f"{arguments.source} lists no feed that can be taken in; nothing was changed"
        )
    new, words = listed_feeds.add_feeds(settings, specs, utc_now(), follow=arguments.is_configured)
    known = len(specs) - len(new)
    console.print(
        f"{len(new)} added, {known} known, {len(skipped)} skipped. {words}", markup=False, soft_wrap=True
    )
    warn_of_open_secrets(new, settings.feeds_file, console)
    return 0


def sync(arguments: argparse.Namespace, settings: Settings, console: Console) -> int:
    """Bring the database in line with the list; ConfigurationError where that looks like an accident."""
    followed = follow_feed_list(settings, utc_now(), command=_command_of(arguments))
    if followed.problem:
        raise ConfigurationError(followed.problem)
    return _report(followed, arguments, settings, console)


def confirm(arguments: argparse.Namespace, settings: Settings, console: Console) -> int:
    """Follow a list that looked like an accident: the digest says which list was meant."""
    command = _command_of(arguments)
    followed = confirm_feed_list(settings, utc_now(), arguments.digest, command=command)
    return _report(followed, arguments, settings, console)


def _report(followed: Followed, arguments: argparse.Namespace, settings: Settings, console: Console) -> int:
    console.print(f"{settings.feeds_file}: {followed.words}", markup=False, soft_wrap=True)
    if followed.changes.changed:
        console.print(
            "What it says of publisher, country, language and timezone counts for articles that come in or "
            "change from now on; a new publisher's name then stands beside all of its domain.",
            soft_wrap=True,
        )
    for words in domains_of_two_names(sources.load_feeds_file(settings.feeds_file)):
        console.print(words, markup=False, soft_wrap=True)
    if not arguments.is_configured:
        usual = Settings.from_environment().feeds_file
        console.print(f"The next run follows {usual} again.", markup=False, soft_wrap=True)
    return 0


def _command_of(arguments: argparse.Namespace) -> str:
    other = f" --file {shlex.quote(str(arguments.file))}" if not arguments.is_configured else ""
    return f"wireroom feeds{other}"
