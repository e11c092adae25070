"""What one walk could not have, and what it left out as it should: said together, at its end."""

from __future__ import annotations

from collections import Counter

from wireroom.archive.walks.feed_history import FeedHistory
from wireroom.errors import NotCoveredError, OriginError

_NAMED = 3  # of what is missing; the rest is counted


class Shortfall:
    """Of one walk of the origin `name` over the site or feed `whose`; small, however long the walk."""

    def __init__(self, name: str, whose: str, history: FeedHistory) -> None:
        self._name, self._whose, self._history = name, whose, history
        self._missing: list[str] = []
        self._more = 0
        self._not_covered = ""
        self._left_out: Counter[str] = Counter()

    def missing(self, words: str) -> None:
        """Something that should be here and is not: the day is not done."""
        if len(self._missing) < _NAMED:
            self._missing.append(words)
        else:
            self._more += 1

    def leave_out(self, reason: str, count: int = 1) -> None:
        """Something that is no article of the day, or none that may be had."""
        self._left_out[reason] += count

    def not_covered(self, words: str) -> None:
        """The origin does not have all of the day, and nothing is wrong with that."""
        self._not_covered = self._not_covered or words

    def report(self) -> None:
        """Raises OriginError where anything is missing, NotCoveredError where the day is not covered."""
        for reason, count in self._left_out.items():
            self._history.note(f"{self._whose}: {count:,} {reason}")
            self._history.left_out[reason] += count
        if self._missing:
            more = f" and {self._more:,} more" if self._more else ""
            raise OriginError("; ".join(self._missing) + more, origin=self._name)
        if self._not_covered:
            raise NotCoveredError(f"{self._whose}: {self._not_covered}", origin=self._name)
