"""Tell whether a hub's delivery has come before; a restart forgets none, as they are landed.

Whoever was cut off before our answer delivers again, maybe after what has corrected it: filed once more, the
old text would be the newest.
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Iterator
from datetime import datetime, timedelta

from wireroom.errors import LandingError
from wireroom.landing import PUSHES, is_of_kind, list_landed, read_landed

_log = logging.getLogger(__name__)

_REMEMBERED = 10_000  # deliveries, the newest

Mark = tuple[int, bytes]  # number of the feed, sha256 of the body


class KnownDeliveries:
    """The feed ids and body hashes of recent deliveries; `add_landed` adds those from before a restart."""

    def __init__(self) -> None:
        self._seen: OrderedDict[Mark, None] = OrderedDict()

    def __contains__(self, mark: Mark) -> bool:
        return mark in self._seen

    def add(self, mark: Mark) -> None:
        """Remember a delivery that was landed; the oldest is forgotten when there are too many."""
        self._seen[mark] = None
        while len(self._seen) > _REMEMBERED:
            self._seen.popitem(last=False)

    def add_landed(self, landing_url: str, now: datetime) -> None:
        """Remember the landed deliveries of yesterday and today, oldest first.

        Unreadable ones are skipped.
        """
        for uri in _pushes(landing_url, now):
            for mark in _marks(uri):
                self.add(mark)


def _pushes(landing_url: str, now: datetime) -> list[str]:
    try:
        return [
            uri
            for day in (now.date() - timedelta(days=1), now.date())
            for uri in list_landed(landing_url, day)
            if is_of_kind(landing_url, uri, PUSHES)
        ]
    except LandingError as error:
        _log.warning("deliveries that come again from before this start are not known as such: %s", error)
        return []


def _marks(uri: str) -> Iterator[Mark]:
    """The keys of the deliveries in a landing file; of a damaged file, those of its complete records."""
    try:
        for landed in read_landed(uri):
            if landed.exchange.body_sha256:
                yield landed.exchange.feed_id, landed.exchange.body_sha256
    except LandingError as error:
        _log.warning("a delivery that comes again from before this start may not be known: %s", error)
