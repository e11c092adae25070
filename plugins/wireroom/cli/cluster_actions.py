"""What `wireroom stories` and `wireroom events` share: arguments in, members printed and looked at anew."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from wireroom.cli.console import day_argument
from wireroom.cluster_stories import cluster_stories
from wireroom.errors import ConfigurationError
from wireroom.settings import Settings
from wireroom.store import Connection
from wireroom.store.articles import story_rows

_Run = Callable[[argparse.Namespace], int]


def add_cluster_command(
    subcommands: Any, kind: str, plural: str, text: str, *, show: _Run, apart: _Run, again: _Run
) -> None:
    """Add `plural` with its three actions; `kind` is one of them, `text` says what they are."""
    actions = subcommands.add_parser(plural, help=text, description=text).add_subparsers(
        required=True, metavar="action"
    )
    for name, run, help_ in (
        ("show", show, f"the articles of the {kind} that an article is in"),
        ("apart", apart, f"take an article out of its {kind}, and leave it alone from then on"),
    ):
        action = actions.add_parser(name, help=help_)
        action.add_argument("article", type=int, help="its number in news.articles")
        action.set_defaults(run=run)
    action = actions.add_parser(
        "again",
        help=f"make {plural} anew: of the articles named, of those published in a span of time, or of all",
    )
    action.add_argument("articles", nargs="*", type=int, help="numbers; undoes `apart`")
    action.add_argument("--since", type=day_argument, help="first day of publication, YYYY-MM-DD")
    action.add_argument("--until", type=day_argument, help="the day after the last")
    action.set_defaults(run=again)


def print_members(
    article: int, kind: str, members: Sequence[Mapping[str, Any]], *, say: Callable[[Mapping[str, Any]], str]
) -> None:
    """A line each, `say` between time and end of it. Raises ConfigurationError where there is none."""
    if not members:
        raise ConfigurationError(
            f"article {article} is in no {kind} yet: there is no such article, or it was just filed"
        )
    for member in members:
        at = member["published_at"]
        when = f"{at:%Y-%m-%d %H:%M}" if at else "no date"
        left = " (taken out by command)" if member["alone"] else ""
        print(f"{member['id']:>10}  {when:<16}  {say(member)}{left}")


def print_apart(article: int, one: str, plural: str) -> None:
    """Say what was done, and how it is undone; `one` is "a story", say."""
    print(f"article {article} is {one} of its own; `wireroom {plural} again {article}` undoes it")


def look_again(conn: Connection, settings: Settings, queued: int) -> None:
    """Look at all that wait, and say how many are left."""
    print(f"{queued:,} articles to look at")
    while cluster_stories(conn, settings.story_days, wait=True):
        print(f"  {story_rows.story_backlog(conn):,} to go")
