"""`wireroom stories|events show|apart|again`: looks at one, takes an article out of one, makes them anew."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from wireroom.cli.console import day_argument
from wireroom.common.days import in_order, midnight
from wireroom.common.text.counted import counted
from wireroom.errors import ConfigurationError
from wireroom.settings import Settings
from wireroom.store.articles import event_rows, story_rows
from wireroom.store.connection import PATIENT, Connection, connect
from wireroom.stories.cluster_stories import cluster_stories

_Run = Callable[[argparse.Namespace], int]
_Forget = Callable[[Connection, Sequence[int], datetime | None, datetime | None], None]


def register(subcommands: Any) -> None:
    """Add the parsers of both commands."""
    _add(
        subcommands,
        "story",
        "stories",
        show=_show_story,
        apart=_part_from_story,
        forget=_join_stories_again,
    )
    _add(
        subcommands,
        "event",
        "events",
        show=_show_event,
        apart=_part_from_event,
        forget=_forget_events,
    )


def _add(subcommands: Any, kind: str, plural: str, *, show: _Run, apart: _Run, forget: _Forget) -> None:
    """Add `plural` with its three actions; `kind` is one of them."""
    actions = subcommands.add_parser(plural).add_subparsers(required=True, metavar="action")
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
    action.set_defaults(run=lambda arguments: _again(arguments, forget))


def _show_story(arguments: argparse.Namespace) -> int:
    with connect(Settings.from_environment().database_url) as conn:
        members = story_rows.story_of(conn, arguments.article)
    return _print_members(arguments.article, "story", members, _credited)


def _show_event(arguments: argparse.Namespace) -> int:
    with connect(Settings.from_environment().database_url) as conn:
        members = event_rows.event_of(conn, arguments.article)
    return _print_members(arguments.article, "event", members, _likened)


def _credited(member: Mapping[str, Any]) -> str:
    credit = f", {member['agency']}" if member["agency"] else ""
    return f"{member['publisher']}{credit}: {member['title']}"


def _likened(member: Mapping[str, Any]) -> str:
    like = f" (likeness {member['likeness']:.2f})" if member["likeness"] is not None else ""
    return f"{member['publisher']}: {member['title']}{like}"


def _print_members(
    article: int, kind: str, members: Sequence[Mapping[str, Any]], say: Callable[[Mapping[str, Any]], str]
) -> int:
    """A line each, `say` between time and end of it. Raises ConfigurationError where there is none."""
    if not members:
        raise ConfigurationError(
            f"article {article} is in no {kind} yet: there is no such article, or it was stored just now"
        )
    for member in members:
        at = member["published_at"]
        when = f"{at:%Y-%m-%d %H:%M}" if at else "no date"
        left = " (taken out by command)" if member["alone"] else ""
        print(f"{member['id']:>10}  {when:<16}  {say(member)}{left}")
    return 0


def _part_from_story(arguments: argparse.Namespace) -> int:
    settings = Settings.from_environment()
    with connect(settings.database_url, limits=PATIENT) as conn:
        story_rows.begin_stories(conn, wait=True)
        if not story_rows.leave_alone(conn, arguments.article, alone=True):
            raise ConfigurationError(f"article {arguments.article} is in no story")
        conn.commit()
        story_rows.queue_again(conn, [arguments.article])
        cluster_stories(conn, settings.story_days, wait=True)
    return _print_apart(arguments.article, "a story", "stories")


def _part_from_event(arguments: argparse.Namespace) -> int:
    with connect(Settings.from_environment().database_url, limits=PATIENT) as conn:
        story_rows.begin_stories(conn, wait=True)
        if not event_rows.part_from_event(conn, arguments.article):
            raise ConfigurationError(f"article {arguments.article} is in no event")
        conn.commit()
    return _print_apart(arguments.article, "an event", "events")


def _print_apart(article: int, one: str, plural: str) -> int:
    print(f"article {article} is {one} of its own; `wireroom {plural} again {article}` undoes it")
    return 0


def _again(arguments: argparse.Namespace, forget: _Forget) -> int:
    """Look at all articles that are asked for, and at all that wait; say how many are left."""
    in_order(arguments.since, arguments.until)
    settings = Settings.from_environment()
    since, until = midnight(arguments.since), midnight(arguments.until)
    with connect(settings.database_url, limits=PATIENT) as conn:
        forget(conn, arguments.articles, since, until)
        queued = story_rows.queue_again(conn, arguments.articles, since=since, until=until)
        print(f"{counted(queued, 'article')} to look at")
        while cluster_stories(conn, settings.story_days, wait=True):
            print(f"  {story_rows.story_backlog(conn):,} to go")
    return 0


def _join_stories_again(
    conn: Connection, articles: Sequence[int], since: datetime | None, until: datetime | None
) -> None:
    """Undo `apart` of the articles named."""
    for article in articles:
        story_rows.leave_alone(conn, article, alone=False)


def _forget_events(
    conn: Connection, articles: Sequence[int], since: datetime | None, until: datetime | None
) -> None:
    story_rows.begin_stories(conn, wait=True)
    event_rows.forget_event_members(conn, articles, since=since, until=until)
