"""Look at a few entries of a document, spread over it, instead of transforming all."""

from __future__ import annotations

import time

from wireroom.models import Rejection
from wireroom.runtime.document_budget import Refusal, Watchdog

_ENTRIES = 16  # of a document, about
_NOT_LOOKED_AT = Refusal("not_looked_at", "only a sample is looked at")


class EntriesWatch(Watchdog):
    """Refuses most entries of a long document, and knows what those that it lets pass cost."""

    _began = _since = _looking = _passing = 0.0
    _looked = _count = 0
    _is_looking = _is_within = False

    def begin(self) -> None:
        """Begin a document."""
        self._began, self._looking, self._passing = time.process_time(), 0.0, 0.0
        self._looked = self._count = 0
        self._is_within = False

    def entry(self, place: int, count: int) -> Refusal | None:
        """As `Watchdog.entry`; refuses what is not looked at."""
        now = time.process_time()
        if self._is_within and self._is_looking:
            self._looking += now - self._since
        elif self._is_within:
            self._passing += now - self._since
        self._since, self._is_within, self._count = now, place < count, count
        self._is_looking = self._is_within and place % max(count // _ENTRIES, 1) == 0
        if self._is_within and not self._is_looking:
            return _NOT_LOOKED_AT
        self._looked += self._is_looking
        return super().entry(place, count)

    def is_own(self, rejection: Rejection) -> bool:
        """Whether the entry was rejected for what it is."""
        return rejection.reason != _NOT_LOOKED_AT.reason

    def in_all(self, made: int) -> tuple[float, float]:
        """The articles and CPU seconds of the whole document, of which so many articles were made."""
        times = self._count / max(self._looked, 1)
        rest = time.process_time() - self._began - self._looking - self._passing
        return made * max(times, 1), rest + self._looking * max(times, 1)
