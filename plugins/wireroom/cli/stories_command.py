"""`wireroom stories show|apart|again`: looks at a story, takes an article out of one, makes stories anew."""

from __future__ import annotations

import argparse
from typing import Any

from wireroom import store
from wireroom.cli.cluster_actions import add_cluster_command, look_again, print_apart, print_members
from wireroom.cluster_stories import cluster_stories
from wireroom.common.days import in_order, midnight
from wireroom.errors import ConfigurationError
from wireroom.settings import Settings
from wireroom.store.articles import story_rows


def register(subcommands: Any) -> None:
    """Add the parsers."""
    text = "articles with the same text at several publishers"
    add_cluster_command(subcommands, "story", "stories", text, show=_show, apart=_apart, again=_again)


def _show(arguments: argparse.Namespace) -> int:
    with store.connect(Settings.from_environment().database_url) as conn:
        members = story_rows.story_of(conn, arguments.article)
    print_members(arguments.article, "story", members, say=_in_words)
    return 0


def _in_words(member: Any) -> str:
    credit = f", {member['agency']}" if member["agency"] else ""
    return f"{member['publisher']}{credit}: {member['title']}"


def _apart(arguments: argparse.Namespace) -> int:
    settings = Settings.from_environment()
    with store.connect(settings.database_url, limits=store.PATIENT) as conn:
        story_rows.begin_stories(conn, wait=True)
        if not story_rows.leave_alone(conn, arguments.article, alone=True):
            raise ConfigurationError(f"article {arguments.article} is in no story")
        conn.commit()
        story_rows.queue_again(conn, [arguments.article])
        cluster_stories(conn, settings.story_days, wait=True)
    print_apart(arguments.article, "a story", "stories")
    return 0


def _again(arguments: argparse.Namespace) -> int:
    in_order(arguments.since, arguments.until)
    settings = Settings.from_environment()
    since, until = midnight(arguments.since), midnight(arguments.until)
    with store.connect(settings.database_url, limits=store.PATIENT) as conn:
        for article in arguments.articles:
            story_rows.leave_alone(conn, article, alone=False)
        conn.commit()
        queued = story_rows.queue_again(conn, arguments.articles, since=since, until=until)
        look_again(conn, settings, queued)
    return 0
