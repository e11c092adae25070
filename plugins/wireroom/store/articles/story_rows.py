"""Read what queued articles are compared by to find stories, and write stories.

One process at a time, under the lock of stories; each batch is a transaction. The comparing is done by
`cluster_stories`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import psycopg2
from psycopg2 import errors

from wireroom.store.connection import Connection
from wireroom.store.queries import change, execute, fetch_all, fetch_one, query, roll_back, store_error

FORTNIGHT = timedelta(days=14)  # the span by which bands are stored; see stories/keep_members.sql
LONGEST = 50_000  # characters of a text that are read
LATEST = 20  # latest articles with the same band in the same fortnight that are looked at
CANDIDATES = 8  # articles with which one is compared


@dataclass(frozen=True, slots=True)
class StoryText:
    """What an article is compared by."""

    id: int
    title: str
    text: str
    domain: str
    publisher_id: int | None  # None: not known, as of a saved file
    published_at: datetime
    exact_at: datetime | None
    latest_at: datetime  # may be the end of its day, where no time of day is known
    agency: str | None


def begin_stories(conn: Connection, *, wait: bool = False) -> bool:
    """Take the lock until the transaction ends; without `wait`, False if another process has it."""
    try:
        with conn.cursor() as cursor:
            cursor.execute(query("stories/wait_for_stories" if wait else "stories/lock_stories"))
    except errors.LockNotAvailable as error:
        roll_back(conn)
        if wait:
            raise store_error(error, "stories are being made by another process; try again") from error
        return False
    except psycopg2.Error as error:
        raise store_error(error, "stories cannot be made") from error
    return True


def claim_stories(conn: Connection, limit: int) -> list[int]:
    """Take up to `limit` articles off the queue; a rollback puts them back."""
    return [row["article_id"] for row in fetch_all(conn, "stories/claim_stories", {"limit": limit})]


def story_texts(conn: Connection, ids: Sequence[int]) -> dict[int, StoryText]:
    """Those articles that exist, by number."""
    if not ids:
        return {}
    dates = {row["published_at"] for row in fetch_all(conn, "stories/story_months", {"ids": list(ids)})}
    values = {"ids": list(ids), "dates": sorted(filter(None, dates)), "longest": LONGEST}
    return {row["id"]: StoryText(**row) for row in fetch_all(conn, "stories/story_texts", values)}


def keep_members(conn: Connection, members: Mapping[int, tuple[StoryText, Sequence[int]]]) -> None:
    """Write what is known of each article, with its bands."""
    rows = [
        {
            "id": text.id,
            "published_at": text.published_at.isoformat(),
            "exact_at": text.exact_at.isoformat() if text.exact_at else None,
            "latest_at": text.latest_at.isoformat(),
            "publisher_id": text.publisher_id,
            "agency": text.agency,
            "bands": list(bands),
        }
        for text, bands in members.values()
    ]
    execute(conn, "stories/forget_bands", {"ids": list(members)})
    execute(conn, "stories/keep_members", {"members": json.dumps(rows)})
    execute(conn, "stories/keep_bands", {"ids": list(members)})


def forget_members(conn: Connection, ids: Sequence[int]) -> None:
    """Remove articles that no longer exist from everything kept for stories."""
    execute(conn, "stories/forget_bands", {"ids": list(ids)})
    execute(conn, "stories/forget_members", {"ids": list(ids)})


def find_copies(conn: Connection, ids: Sequence[int], window: timedelta) -> list[tuple[int, int]]:
    """Pairs with one of `ids` that may be the same text: the likeliest for each, and all that are linked."""
    values = {
        "ids": list(ids),
        "reach": -(-window // FORTNIGHT),
        "seconds": window.total_seconds(),
        "latest": LATEST,
        "most": CANDIDATES,
    }
    found = fetch_all(conn, "stories/find_copies", values) + fetch_all(conn, "stories/linked_copies", values)
    return [(row["article_id"], row["other_id"]) for row in found]


def replace_links(
    conn: Connection, ids: Sequence[int], links: Iterable[tuple[int, int, float]]
) -> dict[int, list[int]]:
    """Give the articles `ids` these links (lower number, higher number, share) and no other.

    An article that loses a link is queued to find others. That ends: linked articles are always compared
    again, so a link is lost only if a text or date has changed, or an article was set apart. Returns every
    article of the stories that this touches, with those of higher number that it is linked to.
    """
    ones, others, shares = [list(column) for column in zip(*links, strict=True)] or [[], [], []]
    gone = {
        (row["article_id"], row["other_id"])
        for row in fetch_all(conn, "stories/replace_links", {"ids": list(ids)})
    }
    touched = {end for pair in gone for end in pair}
    parted = {end for pair in gone.difference(zip(ones, others, strict=True)) for end in pair}.difference(ids)
    execute(conn, "stories/keep_links", {"ones": ones, "others": others, "shares": shares})
    execute(conn, "stories/queue_parted", {"ids": sorted(parted)})
    rows = fetch_all(conn, "stories/stories_around", {"ids": sorted(touched.union(ones, others))})
    return {row["article_id"]: row["linked"] for row in rows}


def set_stories(conn: Connection, stories: Mapping[int, tuple[int, bool]]) -> None:
    """Write the story of each article, and whether others are in it."""
    values = {
        "ids": list(stories),
        "stories": [story for story, _ in stories.values()],
        "grouped": [grouped for _, grouped in stories.values()],
    }
    execute(conn, "stories/set_stories", values)


def mark(conn: Connection) -> None:
    """Set the savepoint to which `undo` returns."""
    execute(conn, "sessions/savepoint", {})


def undo(conn: Connection) -> None:
    """Roll back to the last `mark`; the lock and earlier claims stay."""
    execute(conn, "sessions/roll_back_to_savepoint", {})


def postpone(conn: Connection, ids: Sequence[int]) -> None:
    """Put articles that failed at the end of the queue."""
    execute(conn, "stories/postpone_stories", {"ids": list(ids)})


def queue_again(
    conn: Connection, ids: Sequence[int] = (), *, since: datetime | None = None, until: datetime | None = None
) -> int:
    """Queue articles, given by number or as a span of publication, and commit; how many."""
    return change(conn, "stories/queue_story_again", {"ids": list(ids), "since": since, "until": until})


def leave_alone(conn: Connection, article_id: int, *, alone: bool) -> bool:
    """Set an article apart from all stories, or allow them again; False if there is no such article."""
    with conn.cursor() as cursor:
        cursor.execute(query("stories/part_from_story"), {"id": article_id, "alone": alone})
        return cursor.rowcount > 0


def story_of(conn: Connection, article_id: int) -> list[dict[str, Any]]:
    """The articles in the story of one, in order of time; none if it is in no story yet."""
    return fetch_all(conn, "stories/story_of", {"id": article_id})


def story_backlog(conn: Connection) -> int:
    """How many articles wait to be put into stories."""
    return int(fetch_one(conn, "stories/story_backlog")["waiting"])
