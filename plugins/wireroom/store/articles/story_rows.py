"""Articles queued for their story in; what they are compared by, and rows of stories, out.

One process at a time, under the lock of stories; a batch is a transaction. Not done here: comparing
(`cluster_stories`).
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

FORTNIGHT = timedelta(days=14)  # what bands stand by; see keep_members.sql
LONGEST = 50_000  # characters of a text that are looked at
LATEST = 20  # articles with the same band in the same fortnight
CANDIDATES = 8  # that an article is compared with


@dataclass(frozen=True, slots=True)
class StoryText:
    """What an article is compared by."""

    id: int
    title: str
    text: str
    domain: str
    publisher_id: int | None  # None: of a saved file, not known
    published_at: datetime
    exact_at: datetime | None
    agency: str | None


def begin_stories(conn: Connection, *, wait: bool = False) -> bool:
    """Take the lock until the transaction ends; False where another process has it, and then no `wait`."""
    try:
        with conn.cursor() as cursor:
            cursor.execute(query("wait_for_stories" if wait else "lock_stories"))
    except errors.LockNotAvailable as error:
        roll_back(conn)
        if wait:
            raise store_error(error, "stories are being made by another process; try again") from error
        return False
    except psycopg2.Error as error:
        raise store_error(error, "stories cannot be made") from error
    return True


def claim_stories(conn: Connection, limit: int) -> list[int]:
    """Take up to `limit` articles off the queue; they are on it again if the transaction is undone."""
    return [row["article_id"] for row in fetch_all(conn, "claim_stories", {"limit": limit})]


def story_texts(conn: Connection, ids: Sequence[int]) -> dict[int, StoryText]:
    """Give those of the articles that are there, by number."""
    if not ids:
        return {}
    dates = {row["published_at"] for row in fetch_all(conn, "story_months", {"ids": list(ids)})}
    values = {"ids": list(ids), "dates": sorted(filter(None, dates)), "longest": LONGEST}
    return {row["id"]: StoryText(**row) for row in fetch_all(conn, "story_texts", values)}


def keep_members(conn: Connection, members: Mapping[int, tuple[StoryText, Sequence[int]]]) -> None:
    """Write what is known of each article, and its bands."""
    rows = [
        {
            "id": text.id,
            "published_at": text.published_at.isoformat(),
            "exact_at": text.exact_at.isoformat() if text.exact_at else None,
            "publisher_id": text.publisher_id,
            "agency": text.agency,
            "bands": list(bands),
        }
        for text, bands in members.values()
    ]
    execute(conn, "forget_bands", {"ids": list(members)})
    execute(conn, "keep_members", {"members": json.dumps(rows)})
    execute(conn, "keep_bands", {"ids": list(members)})


def forget_members(conn: Connection, ids: Sequence[int]) -> None:
    """Take articles that are gone out of all that is kept for stories."""
    execute(conn, "forget_bands", {"ids": list(ids)})
    execute(conn, "forget_members", {"ids": list(ids)})


def find_copies(conn: Connection, ids: Sequence[int], window: timedelta) -> list[tuple[int, int]]:
    """Pairs with one of `ids` that may be the same text: the likeliest of each, and all linked already."""
    values = {
        "ids": list(ids),
        "reach": -(-window // FORTNIGHT),
        "seconds": window.total_seconds(),
        "latest": LATEST,
        "most": CANDIDATES,
    }
    found = fetch_all(conn, "find_copies", values) + fetch_all(conn, "linked_copies", values)
    return [(row["article_id"], row["other_id"]) for row in found]


def replace_links(
    conn: Connection, ids: Sequence[int], links: Iterable[tuple[int, int, float]]
) -> dict[int, list[int]]:
    """Give the articles `ids` the links (lower number, higher number, share) and no other.

    Who loses a link by that is queued to look for others. That ends: what is linked is always compared again,
    so a link goes only with a text, a date or a wish to be alone that changed.
    Returns every article of the stories that this touches, with those of higher number that it is linked to.
    """
    ones, others, shares = [list(column) for column in zip(*links, strict=True)] or [[], [], []]
    gone = {
        (row["article_id"], row["other_id"]) for row in fetch_all(conn, "replace_links", {"ids": list(ids)})
    }
    touched = {end for pair in gone for end in pair}
    parted = {end for pair in gone.difference(zip(ones, others, strict=True)) for end in pair}.difference(ids)
    execute(conn, "keep_links", {"ones": ones, "others": others, "shares": shares})
    execute(conn, "queue_parted", {"ids": sorted(parted)})
    rows = fetch_all(conn, "stories_around", {"ids": sorted(touched.union(ones, others))})
    return {row["article_id"]: row["linked"] for row in rows}


def set_stories(conn: Connection, stories: Mapping[int, tuple[int, bool]]) -> None:
    """Write the story of each article, and whether there are others in it."""
    values = {
        "ids": list(stories),
        "stories": [story for story, _ in stories.values()],
        "grouped": [grouped for _, grouped in stories.values()],
    }
    execute(conn, "set_stories", values)


def mark(conn: Connection) -> None:
    """Note where `undo` goes back to, within the transaction."""
    execute(conn, "savepoint_stories", {})


def undo(conn: Connection) -> None:
    """Go back to the last `mark`; the lock and what was claimed before it stay."""
    execute(conn, "rollback_stories", {})


def postpone(conn: Connection, ids: Sequence[int]) -> None:
    """Put articles that failed at the end of the queue."""
    execute(conn, "postpone_stories", {"ids": list(ids)})


def queue_again(
    conn: Connection, ids: Sequence[int] = (), *, since: datetime | None = None, until: datetime | None = None
) -> int:
    """Queue articles by number, or all published in a span of time; how many. Commits."""
    return change(conn, "queue_story_again", {"ids": list(ids), "since": since, "until": until})


def leave_alone(conn: Connection, article_id: int, *, alone: bool) -> bool:
    """Mark an article as one that is in no story, or may be again; False where there is no such article."""
    with conn.cursor() as cursor:
        cursor.execute(query("part_from_story"), {"id": article_id, "alone": alone})
        return cursor.rowcount > 0


def story_of(conn: Connection, article_id: int) -> list[dict[str, Any]]:
    """Give the articles of the story that one is in, the first first; none where it is in none yet."""
    return fetch_all(conn, "story_of", {"id": article_id})


def story_backlog(conn: Connection) -> int:
    """How many articles wait to be put into stories."""
    return int(fetch_one(conn, "story_backlog")["waiting"])
