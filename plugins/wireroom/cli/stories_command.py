"""`wireroom stories show|apart|again`: looks at a story, takes an article out of one, makes stories anew."""

from __future__ import annotations

import argparse
from typing import Any

from wireroom import store
from wireroom.cli.console import day_argument
from wireroom.cluster_stories import cluster_stories
from wireroom.common.days import in_order, midnight
from wireroom.errors import ConfigurationError
from wireroom.settings import Settings
from wireroom.store.articles import story_rows


def register(subcommands: Any) -> None:
    """Add the parsers."""
    text = "articles with the same text at several publishers"
    actions = subcommands.add_parser("stories", help=text, description=text).add_subparsers(
        required=True, metavar="action"
    )
    show = actions.add_parser("show", help="the articles of the story that an article is in")
    show.add_argument("article", type=int, help="its number in news.articles")
    show.set_defaults(run=_show)
    apart = actions.add_parser(
        "apart", help="take an article out of its story, and leave it alone from then on"
    )
    apart.add_argument("article", type=int, help="its number in news.articles")
    apart.set_defaults(run=_apart)
    again = actions.add_parser(
        "again",
        help="make stories anew: of the articles named, of those published in a span of time, or of all",
    )
    again.add_argument("articles", nargs="*", type=int, help="numbers; undoes `apart`")
    again.add_argument("--since", type=day_argument, help="first day of publication, YYYY-MM-DD")
    again.add_argument("--until", type=day_argument, help="the day after the last")
    again.set_defaults(run=_again)


def _show(arguments: argparse.Namespace) -> int:
    with store.connect(Settings.from_environment().database_url) as conn:
        members = story_rows.story_of(conn, arguments.article)
    if not members:
        raise ConfigurationError(
            f"article {arguments.article} is in no story yet: there is no such article, or it was just filed"
        )
    for member in members:
        at = member["published_at"]
        when = f"{at:%Y-%m-%d %H:%M}" if at else "no date"
        credit = f", {member['agency']}" if member["agency"] else ""
        left = " (taken out by command)" if member["alone"] else ""
        print(f"{member['id']:>10}  {when:<16}  {member['publisher']}{credit}: {member['title']}{left}")
    return 0


def _apart(arguments: argparse.Namespace) -> int:
    settings = Settings.from_environment()
    with store.connect(settings.database_url, limits=store.PATIENT) as conn:
        story_rows.begin_stories(conn, wait=True)
        if not story_rows.leave_alone(conn, arguments.article, alone=True):
            raise ConfigurationError(f"article {arguments.article} is in no story")
        conn.commit()
        story_rows.queue_again(conn, [arguments.article])
        cluster_stories(conn, settings.story_days, wait=True)
    print(
        f"article {arguments.article} is a story of its own; "
        f"`wireroom stories again {arguments.article}` undoes it"
    )
    return 0


def _again(arguments: argparse.Namespace) -> int:
    in_order(arguments.since, arguments.until)
    settings = Settings.from_environment()
    with store.connect(settings.database_url, limits=store.PATIENT) as conn:
        for article in arguments.articles:
            story_rows.leave_alone(conn, article, alone=False)
        conn.commit()
        queued = story_rows.queue_again(
            conn, arguments.articles, since=midnight(arguments.since), until=midnight(arguments.until)
        )
        print(f"{queued:,} articles to look at")
        while cluster_stories(conn, settings.story_days, wait=True):
            print(f"  {story_rows.story_backlog(conn):,} to go")
    return 0
