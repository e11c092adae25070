"""Read what articles are compared by to find events, and write events.

Runs in the caller's transaction, under the lock of stories. The comparing is done by `cluster_events`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from wireroom.models import EventPrint
from wireroom.store.connection import Connection
from wireroom.store.queries import execute, fetch_all

KEYS = 10  # rarest words by which an article is found
LATEST = 20  # latest articles with the same key within three days that are looked at
CANDIDATES = 8  # articles with which one is compared; also of an event into which it must fit


@dataclass(frozen=True, slots=True)
class EventText:
    """The stemmed words of an article, and what is stored of them (None: nothing yet)."""

    id: int
    language: str | None
    published_at: datetime
    publisher_id: int | None
    title: list[str]
    lead: list[str]
    words_before: list[int] | None
    title_before: list[int] | None
    placed_alike: bool  # whether its date and publisher are unchanged
    event_id: int | None
    alone: bool


@dataclass(frozen=True, slots=True)
class EventMember:
    """An article in an event, and the first and last date of that event."""

    id: int
    event_id: int
    said: EventPrint
    since: datetime
    until: datetime


def event_texts(conn: Connection, ids: Sequence[int]) -> list[EventText]:
    """Those articles that exist, by date."""
    dates = {row["published_at"] for row in fetch_all(conn, "stories/story_months", {"ids": list(ids)})}
    values = {"ids": list(ids), "dates": sorted(filter(None, dates))}
    return [EventText(**row) for row in fetch_all(conn, "events/event_texts", values)]


def count_words(conn: Connection, counts: Mapping[int, int]) -> None:
    """Add to the number of articles in which each word occurs."""
    execute(conn, "events/count_event_words", {"words": list(counts), "counts": list(counts.values())})


def word_counts(conn: Connection, words: Sequence[int]) -> dict[int, int]:
    """Word → number of counted articles with it; words in none are left out."""
    return {
        row["word"]: row["articles"] for row in fetch_all(conn, "events/event_words", {"words": list(words)})
    }


def keep_event_members(
    conn: Connection, members: Sequence[tuple[EventText, EventPrint, Sequence[int]]]
) -> dict[int, int]:
    """Write what is known of each article, and the words by which it is found, at most `KEYS`.

    Returns article → a new event of its own, which it is in for now.
    """
    rows = [
        {
            "id": text.id,
            "language": text.language,
            "published_at": text.published_at.isoformat(),
            "publisher_id": text.publisher_id,
            "words": said.words,
            "weights": said.weights,
            "title": sorted(said.title),
            "numbers": sorted(said.numbers),
        }
        for text, said, _ in members
    ]
    ids = [text.id for text, _, _ in members]
    execute(conn, "events/forget_event_keys", {"ids": ids, "keys": KEYS})
    kept = fetch_all(conn, "events/keep_event_members", {"members": json.dumps(rows)})
    found_by = [(text.id, word) for text, _, keys in members for word in keys]
    articles, words = ([pair[at] for pair in found_by] for at in (0, 1))
    execute(conn, "events/keep_event_keys", {"ids": articles, "words": words})
    return {row["article_id"]: row["event_id"] for row in kept}


def find_events(conn: Connection, ids: Sequence[int]) -> list[tuple[int, int, bool]]:
    """Pairs with one of `ids` that may report on the same: article, other, whether it is the same text."""
    values = {"ids": list(ids), "keys": KEYS, "latest": LATEST, "most": CANDIDATES}
    return [
        (row["article_id"], row["other_id"], row["is_copy"])
        for row in fetch_all(conn, "events/find_events", values)
    ]


def event_members(conn: Connection, ids: Sequence[int]) -> list[EventMember]:
    """These articles, and the latest few of their events."""
    rows = fetch_all(conn, "events/event_prints", {"ids": list(ids), "latest": CANDIDATES})
    return [_member(row) for row in rows]


def set_events(conn: Connection, events: Mapping[int, tuple[int, float]]) -> None:
    """Write the event of each article, and its likeness to the article that brought it there."""
    values = {
        "ids": list(events),
        "events": [event for event, _ in events.values()],
        "likenesses": [likeness for _, likeness in events.values()],
    }
    execute(conn, "events/set_events", values)


def regroup_events(conn: Connection, events: Sequence[int]) -> None:
    """Note of each event whether it has more than one article now."""
    execute(conn, "events/regroup_events", {"events": list(events)})


def part_from_event(conn: Connection, article_id: int) -> bool:
    """Take an article out of its event for good; False if there is no such article."""
    events = [row["event_id"] for row in fetch_all(conn, "events/part_from_event", {"id": article_id})]
    regroup_events(conn, events)
    return bool(events)


def forget_event_members(
    conn: Connection, ids: Sequence[int] = (), *, since: datetime | None = None, until: datetime | None = None
) -> None:
    """Forget the events of articles, given by number or as a span of publication."""
    values = {"ids": list(ids), "since": since, "until": until, "keys": KEYS}
    regroup_events(conn, [row["event_id"] for row in fetch_all(conn, "events/forget_event_members", values)])


def event_of(conn: Connection, article_id: int) -> list[dict[str, Any]]:
    """The articles in the event of one, in order of time; none if it has not been looked at yet."""
    return fetch_all(conn, "events/event_of", {"id": article_id})


def _member(row: Mapping[str, Any]) -> EventMember:
    sets = (frozenset(row["title"]), frozenset(row["numbers"]))
    said = EventPrint(tuple(row["words"]), tuple(row["weights"]), *sets)
    return EventMember(row["article_id"], row["event_id"], said, row["since"], row["until"])
