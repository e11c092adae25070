"""Cluster articles whose stories are known into events: several publishers' reports within three days.

    words ─▶ others with the same rare ones ─▶ like one of them, and on average like all ─▶ the same event

In the transaction that puts articles into stories, after it. An article joins the event that fits best, or is
one of its own; events are never put together, so that no chain of likenesses makes one of two.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from wireroom.models import EventPrint
from wireroom.normalize.same_event import (
    FITTING,
    LINKED,
    EventWords,
    average_resemblance,
    count_words,
    event_keys,
    event_likeness,
    event_print,
    event_words,
    word_number,
)
from wireroom.store.articles import event_rows
from wireroom.store.articles.event_rows import EventText
from wireroom.store.connection import Connection

WINDOW = timedelta(days=3)  # between the first and the last article of an event
ALL_COUNTED = 5_000  # articles of a language whose words are counted
EVERY = 16  # one of so many later ones is


@dataclass
class _Event:
    """An event as far as it has been read: its articles' prints, and the dates that it reaches."""

    since: datetime
    until: datetime
    prints: dict[int, EventPrint] = field(default_factory=dict)

    def takes(self, at: datetime) -> bool:
        return max(self.until, at) - min(self.since, at) <= WINDOW

    def latest(self) -> list[EventPrint]:
        return list(self.prints.values())[-event_rows.CANDIDATES :]


def cluster_events(conn: Connection, ids: Sequence[int]) -> None:
    """Put articles into events, or leave them in theirs where they say what they said. Raises StoreError."""
    said = [(text, _words(text)) for text in event_rows.event_texts(conn, ids)]
    changed = [(text, words) for text, words in said if not _is_as_before(text, words)]
    if not changed:
        return
    prints, keys = _weigh(conn, changed)
    own = event_rows.keep_event_members(conn, [(text, prints[text.id], keys[text.id]) for text, _ in changed])
    chosen = _choose(conn, [text for text, _ in changed], prints, own)
    event_rows.set_events(conn, chosen)
    left = {text.event_id for text, _ in changed if text.event_id is not None}
    event_rows.regroup_events(conn, sorted(left.union(event for event, _ in chosen.values())))


def _words(text: EventText) -> EventWords:
    return event_words(text.language or "", text.title, text.lead)


def _is_as_before(text: EventText, words: EventWords) -> bool:
    if text.words_before is None or text.title_before is None or not text.placed_alike:
        return False
    return words.all == set(text.words_before) and words.title == set(text.title_before)


def _weigh(
    conn: Connection, changed: Sequence[tuple[EventText, EventWords]]
) -> tuple[dict[int, EventPrint], dict[int, list[int]]]:
    """Count the words of those that are new, a sample of them once there are many; then weigh and key all."""
    languages = {text.id: word_number(text.language or "", "") for text, _ in changed}
    counted = event_rows.word_counts(conn, sorted(set(languages.values())))
    counts = count_words(
        (languages[text.id], words)
        for text, words in changed
        if text.words_before is None
        and (counted.get(languages[text.id], 0) < ALL_COUNTED or text.id % EVERY == 0)
    )
    event_rows.count_words(conn, counts)
    asked = {word for _, words in changed for word in words.all}.union(languages.values())
    found = event_rows.word_counts(conn, sorted(asked))
    many = {text.id: found.get(languages[text.id], 0) for text, _ in changed}
    prints = {text.id: event_print(words, found, many[text.id]) for text, words in changed}
    keys = {id_: event_keys(said, found, many[id_], event_rows.KEYS) for id_, said in prints.items()}
    return prints, keys


def _choose(
    conn: Connection, texts: Sequence[EventText], prints: Mapping[int, EventPrint], own: Mapping[int, int]
) -> dict[int, tuple[int, float]]:
    """Article → the event that it joins, and its likeness to the nearest there; the earliest first."""
    others: dict[int, list[tuple[int, bool]]] = defaultdict(list)
    for article, other, is_copy in event_rows.find_events(conn, list(own)):
        others[article].append((other, is_copy))
    near = {other for pairs in others.values() for other, _ in pairs}
    event_of = dict(own)
    events: dict[int, _Event] = {}
    for member in event_rows.event_members(conn, sorted(near - own.keys())):
        event_of[member.id] = member.event_id
        event = events.setdefault(member.event_id, _Event(member.since, member.until))
        event.prints[member.id] = member.said
    chosen: dict[int, tuple[int, float]] = {}
    placed = set(event_of) - set(own)
    for text in texts:
        found = [(event_of[other], other, copy) for other, copy in others[text.id] if other in placed]
        if best := _best(text, prints[text.id], found, events):
            chosen[text.id] = best
            event_of[text.id] = best[0]
        event = events.setdefault(event_of[text.id], _Event(text.published_at, text.published_at))
        event.since, event.until = min(event.since, text.published_at), max(event.until, text.published_at)
        event.prints[text.id] = prints[text.id]
        placed.add(text.id)
    return chosen


def _best(
    text: EventText,
    said: EventPrint,
    found: Sequence[tuple[int, int, bool]],
    events: Mapping[int, _Event],
) -> tuple[int, float] | None:
    """The event that fits best, where one does: that of the same text, else the likest."""
    fitting: list[tuple[bool, float, int]] = []
    for number, other, is_copy in found:
        event = events[number]
        likeness = event_likeness(said, event.prints[other])
        if not event.takes(text.published_at) or not (is_copy or likeness >= LINKED):
            continue
        if is_copy or average_resemblance(said, event.latest()) >= FITTING:
            fitting.append((is_copy, likeness, number))
    if not fitting:
        return None
    _, likeness, number = max(fitting)
    return number, likeness
