"""`wireroom events show|apart|again`: looks at an event, takes an article out of one, makes events anew."""

from __future__ import annotations

import argparse
from typing import Any

from wireroom import store
from wireroom.cli.cluster_actions import add_cluster_command, look_again, print_apart, print_members
from wireroom.common.days import in_order, midnight
from wireroom.errors import ConfigurationError
from wireroom.settings import Settings
from wireroom.store.articles import event_rows, story_rows


def register(subcommands: Any) -> None:
    """Add the parsers."""
    text = "what several publishers report on, each in its own words"
    add_cluster_command(subcommands, "event", "events", text, show=_show, apart=_apart, again=_again)


def _show(arguments: argparse.Namespace) -> int:
    with store.connect(Settings.from_environment().database_url) as conn:
        members = event_rows.event_of(conn, arguments.article)
    print_members(arguments.article, "event", members, say=_in_words)
    return 0


def _in_words(member: Any) -> str:
    like = f" (likeness {member['likeness']:.2f})" if member["likeness"] is not None else ""
    return f"{member['publisher']}: {member['title']}{like}"


def _apart(arguments: argparse.Namespace) -> int:
    with store.connect(Settings.from_environment().database_url, limits=store.PATIENT) as conn:
        story_rows.begin_stories(conn, wait=True)
        if not event_rows.part_from_event(conn, arguments.article):
            raise ConfigurationError(f"article {arguments.article} is in no event")
        conn.commit()
    print_apart(arguments.article, "an event", "events")
    return 0


def _again(arguments: argparse.Namespace) -> int:
    in_order(arguments.since, arguments.until)
    settings = Settings.from_environment()
    since, until = midnight(arguments.since), midnight(arguments.until)
    with store.connect(settings.database_url, limits=store.PATIENT) as conn:
        story_rows.begin_stories(conn, wait=True)
        event_rows.forget_event_members(conn, arguments.articles, since=since, until=until)
        queued = story_rows.queue_again(conn, arguments.articles, since=since, until=until)
        look_again(conn, settings, queued)
    return 0
