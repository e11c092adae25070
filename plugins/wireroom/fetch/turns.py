"""Families in, whose turn it is out: one request at a time to each, and a pause between two.

take ─▶ ask ─▶ redirected to another family: enter ─▶ its turn: go on
          │                                        └▶ not yet: give_back, and once more when it is
          └▶ give_back ─▶ pause
"""

from __future__ import annotations

import heapq
import math
import threading
import time
from collections import defaultdict, deque
from collections.abc import Sequence

from wireroom.common.urls import host_of
from wireroom.fetch.family import Family
from wireroom.models import Feed


class Turns:
    """Hands a family to one thread at a time; a thread never sleeps while another family is ready."""

    def __init__(self, feeds: Sequence[Feed], pause: float, seconds: float = math.inf) -> None:
        """`pause`: seconds between the end of one request to a family and its next.

        After `seconds` no turn is handed out any more.
        """
        families: dict[str, list[Feed]] = {}
        for feed in feeds:
            families.setdefault(feed.spec.family or host_of(feed.spec.url) or feed.spec.url, []).append(feed)
        largest_first = sorted(families.items(), key=lambda item: -len(item[1]))
        self._queue = [
            (0.0, number, Family(name, members)) for number, (name, members) in enumerate(largest_first)
        ]
        self._ready: defaultdict[str, float] = defaultdict(float)  # when a name may be asked; inf: it is
        self._waiting: defaultdict[str, deque[Family]] = defaultdict(deque)  # for the end of a request there
        self._out = 0
        self._stopped = False
        self._pause = pause
        self._end = time.monotonic() + seconds
        self._changed = threading.Condition()

    def take(self) -> Family | None:
        """The family that has waited longest, when its pause is over; None at the end."""
        with self._changed:
            while not self._stopped and (left := self._end - time.monotonic()) > 0:
                if not self._queue:
                    if not self._out:
                        return None
                    self._changed.wait(min(left, threading.TIMEOUT_MAX))
                    continue
                wait = self._queue[0][0] - time.monotonic()
                if wait > 0:
                    self._changed.wait(min(wait, left))
                elif (family := self._admitted(heapq.heappop(self._queue)[2])) is not None:
                    self._out += 1
                    return family
        return None

    def _admitted(self, family: Family) -> Family | None:
        """The family, if it may ask wherever its next feed is known to lead; else it waits for that."""
        family.asks = family.ways
        now = time.monotonic()
        later = max(family.asks, key=lambda name: self._ready[name])
        if self._ready[later] <= now:
            self._ready.update(dict.fromkeys(family.asks, math.inf))
            return family
        for name in family.asks - {later}:
            self._wake(name)  # it may have been this family's turn there
        self._line_up(family, later)
        return None

    def _line_up(self, family: Family, name: str) -> None:
        if self._ready[name] == math.inf:
            self._waiting[name].append(family)
        else:
            heapq.heappush(self._queue, (self._ready[name], id(family), family))

    def _wake(self, name: str) -> None:
        """Whoever has waited longest for `name`, as soon as it may be asked."""
        if self._ready[name] < math.inf and self._waiting[name]:
            self._line_up(self._waiting[name].popleft(), name)

    def enter(self, family: Family, name: str) -> bool:
        """A redirect leads the family to another: True if that may be asked now, until the turn is over."""
        with self._changed:
            if name in family.asks:
                return True
            family.leads_to.add(name)
            if self._ready[name] > time.monotonic():
                return False
            self._ready[name] = math.inf
            family.asks.add(name)
            return True

    def give_back(self, family: Family, *, asked: bool) -> None:
        """The thread is done with this turn; `asked`: a request was really made, so a pause is due."""
        with self._changed:
            self._out -= 1
            now = time.monotonic()
            for name in family.asks:
                self._ready[name] = now + self._pause if asked else now
            for name in family.asks:
                self._wake(name)
            if family.waiting:
                self._line_up(family, max(family.ways, key=lambda name: self._ready[name]))
            else:
                family.close()
            self._changed.notify_all()

    def stop(self) -> None:
        """No more turns: whoever reads the results has gone."""
        with self._changed:
            self._stopped = True
            self._changed.notify_all()
