"""`wireroom events show|apart|again`: looks at an event, takes an article out of one, makes events anew."""

from __future__ import annotations

import argparse
from typing import Any

from wireroom import store
from wireroom.cli.console import day_argument
from wireroom.cluster_stories import cluster_stories
from wireroom.common.days import in_order, midnight
from wireroom.errors import ConfigurationError
from wireroom.settings import Settings
from wireroom.store.articles import event_rows, story_rows


def register(subcommands: Any) -> None:
    """Add the parsers."""
    text = "what several publishers report on, each in its own words"
    actions = subcommands.add_parser("events", help=text, description=text).add_subparsers(
        required=True, metavar="action"
    )
    show = actions.add_parser("show", help="the articles of the event that an article reports on")
    show.add_argument("article", type=int, help="its number in news.articles")
    show.set_defaults(run=_show)
    apart = actions.add_parser(
        "apart", help="take an article out of its event, and leave it alone from then on"
    )
    apart.add_argument("article", type=int, help="its number in news.articles")
    apart.set_defaults(run=_apart)
    again = actions.add_parser(
        "again",
        help="make events anew: of the articles named, of those published in a span of time, or of all",
    )
    again.add_argument("articles", nargs="*", type=int, help="numbers; undoes `apart`")
    again.add_argument("--since", type=day_argument, help="first day of publication, YYYY-MM-DD")
    again.add_argument("--until", type=day_argument, help="the day after the last")
    again.set_defaults(run=_again)


def _show(arguments: argparse.Namespace) -> int:
    with store.connect(Settings.from_environment().database_url) as conn:
        members = event_rows.event_of(conn, arguments.article)
    if not members:
        raise ConfigurationError(
            f"article {arguments.article} is in no event yet: there is no such article, or it was just filed"
        )
    for member in members:
        at = member["published_at"]
        when = f"{at:%Y-%m-%d %H:%M}" if at else "no date"
        like = f" (likeness {member['likeness']:.2f})" if member["likeness"] is not None else ""
        left = " (taken out by command)" if member["alone"] else ""
        print(f"{member['id']:>10}  {when:<16}  {member['publisher']}: {member['title']}{like}{left}")
    return 0


def _apart(arguments: argparse.Namespace) -> int:
    with store.connect(Settings.from_environment().database_url, limits=store.PATIENT) as conn:
        story_rows.begin_stories(conn, wait=True)
        if not event_rows.part_from_event(conn, arguments.article):
            raise ConfigurationError(f"article {arguments.article} is in no event")
        conn.commit()
    print(
        f"article {arguments.article} is an event of its own; "
        f"`wireroom events again {arguments.article}` undoes it"
    )
    return 0


def _again(arguments: argparse.Namespace) -> int:
    in_order(arguments.since, arguments.until)
    settings = Settings.from_environment()
    since, until = midnight(arguments.since), midnight(arguments.until)
    with store.connect(settings.database_url, limits=store.PATIENT) as conn:
        story_rows.begin_stories(conn, wait=True)
        event_rows.forget_event_members(conn, arguments.articles, since=since, until=until)
        queued = story_rows.queue_again(conn, arguments.articles, since=since, until=until)
        print(f"{queued:,} articles to look at")
        while cluster_stories(conn, settings.story_days, wait=True):
            print(f"  {story_rows.story_backlog(conn):,} to go")
    return 0
