"""Keep what is usual of each feed by its last weeks of polls, and compare what is now with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from wireroom.store.connection import Connection
from wireroom.store.queries import change, fetch_all, fetch_one

Row = dict[str, Any]


def rhythms_to_learn(conn: Connection, now: datetime, most: int) -> list[int]:
    """Feeds whose rhythm is not known, or was learned more than a day ago."""
    return [row["id"] for row in fetch_all(conn, "watch/rhythms_to_learn", {"now": now, "most": most})]


def hours_with_news(
    conn: Connection, feed_ids: Sequence[int], since: datetime
) -> dict[int, tuple[datetime, list[datetime]]]:
    """Feed → when it was first asked since then, and the hours in which it brought something."""
    values = {"feed_ids": list(feed_ids), "since": since}
    hours: dict[int, list[datetime]] = {}
    for row in fetch_all(conn, "watch/hours_with_news", values):
        hours.setdefault(row["feed_id"], []).append(row["hour"])
    return {
        row["feed_id"]: (row["at"], hours.get(row["feed_id"], []))
        for row in fetch_all(conn, "watch/first_polls", values)
    }


def last_documents(
    conn: Connection, feed_ids: Sequence[int], since: datetime, most: int, *, filled: bool = False
) -> Iterator[tuple[int, tuple[int, ...], tuple[int, ...]]]:
    """Feed → its last documents, the newest first: entries of each, and how many of these were refused.

    `filled`: of a feed that is empty now, those of before.
    """
    values = {"feed_ids": list(feed_ids), "since": since, "most": most, "filled": filled}
    for feed_id, rows in groupby(
        fetch_all(conn, "watch/last_documents", values), key=lambda row: int(row["feed_id"])
    ):
        documents = list(rows)
        yield feed_id, tuple(d["entries"] for d in documents), tuple(d["rejected"] for d in documents)


def note_rhythm(conn: Connection, row: Row) -> None:
    """Keep what was learned of one feed, a value for each column of `wireroom.feed_rhythms`."""
    change(conn, "watch/note_rhythm", row)


def quiet_feeds(conn: Connection) -> list[Row]:
    """Feeds without news for two hours or longer, with their rhythm."""
    return fetch_all(conn, "watch/quiet_feeds")


def feeds_read_since(conn: Connection, since: datetime) -> list[Row]:
    """Feeds asked since then, with what is usual of their documents."""
    return fetch_all(conn, "watch/feeds_read_since", {"since": since})


def emptied_feeds(conn: Connection) -> list[Row]:
    """Feeds that had entries for long and have none any more."""
    return fetch_all(conn, "watch/emptied_feeds")


def day_volumes(conn: Connection, now: datetime, days: Sequence[int]) -> list[Row]:
    """Live articles of today and of earlier days, by publisher and language."""
    return fetch_all(conn, "watch/day_volumes", {"now": now, "days": list(days)})


def whole_state(conn: Connection, now: datetime) -> Row:
    """The state of feeds, runs, queues and the list of feeds, as one row."""
    return fetch_one(conn, "watch/whole_state", {"now": now})


def sick_by_cause(conn: Connection) -> dict[str, tuple[str, ...]]:
    """Cause → titles of the feeds that are sick."""
    return {row["cause"]: tuple(row["titles"]) for row in fetch_all(conn, "watch/sick_by_cause")}
