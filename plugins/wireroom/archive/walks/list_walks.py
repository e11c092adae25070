"""What origins that walk lists share: a walk's cost without its pages, and what it could not have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from wireroom.archive.origin import Cost
from wireroom.archive.walks.feed_history import FeedHistory
from wireroom.errors import NotCoveredError, OriginError
from wireroom.models import ArchivedDocument, Exchange

Documents = Callable[[date | None], Iterator[ArchivedDocument]]

_NAMED = 3  # of what is missing; the rest is counted


def dry_walk(
    history: FeedHistory, opened: Callable[[FeedHistory], Documents], days: Sequence[date], *, name: str
) -> Cost:
    """The cost of `days` (empty: everything): walks the lists without fetching what they name.

    A page that several days name counts once, as does a list within an hour; each day requests robots.txt.
    Bytes are estimated from earlier pages. Raises OriginError if a list cannot be fetched.
    """
    asked: Counter[str] = Counter()
    size = 0

    def get(url: str) -> Exchange:
        nonlocal size
        exchange = history.get(url)
        size += 0 if asked[url] else len(exchange.body)
        asked[url] += 1
        return exchange

    planned: dict[str, None] = {}
    documents = opened(replace(history, get=get, planned=planned, note=lambda words: None))
    words: dict[str, None] = {}
    for day in days or (None,):
        try:
            for _ in documents(day):
                pass
        except NotCoveredError as error:
            words[str(error)] = None
        except OriginError as error:
            if not planned:
                raise
            words[str(error)] = None
    lists = sum(count if url.endswith("/robots.txt") else 1 for url, count in asked.items())
    here = [item.size for item in history.index if item.origin == name and item.permanent and item.size]
    mean = sum(here) // len(here) if here else None
    pages = None if mean is None and planned else len(planned) * (mean or 0)
    note = f"{history.subscription}: {lists:,} for lists, {len(planned):,} for what they name"
    return Cost(
        lists + len(planned), None if pages is None else size + pages, "; ".join((note, *list(words)[:2]))
    )


class Shortfall:
    """What a walk of the origin `name` over `whose` site or feed did not get; of bounded size."""

    def __init__(self, name: str, whose: str, history: FeedHistory) -> None:
        self._name, self._whose, self._history = name, whose, history
        self._missing: list[str] = []
        self._more = 0
        self._not_covered = ""
        self._left_out: Counter[str] = Counter()

    @property
    def is_missing(self) -> bool:
        """Whether anything is missing."""
        return bool(self._missing)

    def missing(self, words: str) -> None:
        """Record something that should have been read and was not, so that the day is not done."""
        if len(self._missing) < _NAMED:
            self._missing.append(words)
        else:
            self._more += 1

    def leave_out(self, reason: str, count: int = 1) -> None:
        """Count something that is no article of the day, or must not be fetched."""
        self._left_out[reason] += count

    def not_covered(self, words: str) -> None:
        """Record that the origin does not have all of the day, which is no failure."""
        self._not_covered = self._not_covered or words

    def report(self) -> None:
        """Raise OriginError if anything is missing, else NotCoveredError if the day is not covered."""
        for reason, count in self._left_out.items():
            self._history.note(f"{self._whose}: {count:,} {reason}")
            self._history.left_out[reason] += count
        if self._missing:
            more = f" and {self._more:,} more" if self._more else ""
            raise OriginError("; ".join(self._missing) + more, origin=self._name)
        if self._not_covered:
            raise NotCoveredError(f"{self._whose}: {self._not_covered}", origin=self._name)
