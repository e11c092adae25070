"""Feeds by politeness family in, whose turn it is out: one request at a time to a family, with pauses.

The threads of a shard share these turns. Across shards no lock is needed: every feed of a family is in
the same shard.
"""

from __future__ import annotations

import heapq
import math
import threading
import time
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
                if wait <= 0:
                    self._out += 1
                    return heapq.heappop(self._queue)[2]
                self._changed.wait(min(wait, left))
        return None

    def give_back(self, family: Family, *, asked: bool) -> None:
        """The thread is done with this turn; `asked`: a request was really made, so a pause is due."""
        with self._changed:
            self._out -= 1
            if family.waiting:
                ready = time.monotonic() + (self._pause if asked else 0.0)
                heapq.heappush(self._queue, (ready, id(family), family))
            else:
                family.close()
            self._changed.notify_all()

    def stop(self) -> None:
        """No more turns: whoever reads the results has gone."""
        with self._changed:
            self._stopped = True
            self._changed.notify_all()
