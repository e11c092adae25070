"""Decide which family is asked next: one request at a time to each, with a pause between two.

take ─▶ ask ─▶ if redirected to another family: hand_over, to be continued in a turn of that one
          └▶ give_back ─▶ pause
"""

from __future__ import annotations

import heapq
import itertools
import math
import threading
import time
from collections.abc import Sequence

from wireroom.fetch.family import Family, PendingFeed, family_of
from wireroom.fetch.feed_credentials import shown_url
from wireroom.fetch.shared_turns import Turn, patience, take_turn
from wireroom.models import Feed
from wireroom.settings import Settings


class Turns:
    """Hands a family to one thread at a time; a thread never sleeps while another family is ready."""

    def __init__(self, feeds: Sequence[Feed], settings: Settings, seconds: float = math.inf) -> None:
        """After `seconds` no more turns are given."""
        families: dict[str, list[Feed]] = {}
        for feed in feeds:
            families.setdefault(family_of(feed, shown_url(feed)), []).append(feed)
        self._families = {name: Family(name, members) for name, members in families.items()}
        largest_first = sorted(self._families.values(), key=lambda family: -len(families[family.name]))
        self._queue = [(0.0, number, family) for number, family in enumerate(largest_first)]
        self._number = itertools.count(len(families))  # order of arrival, for families ready at the same time
        self._out = 0
        self._stopped = False
        self._settings, self._pause = settings, settings.family_pause
        self._end = time.monotonic() + seconds
        self._changed = threading.Condition()

    def take(self) -> Family | None:
        """The family that has been ready longest, waiting for its pause if need be; None at the end.

        Until `give_back` no other thread or process asks it.
        """
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
                    continue
                family = heapq.heappop(self._queue)[2]
                if self._is_ours(family):
                    self._out += 1
                    return family
        return None

    def _is_ours(self, family: Family) -> bool:
        """Take the family's turn among processes; if that fails, queue it again, or give it up for this run.

        It is given up if other processes have kept it for longer than `patience`.
        """
        turn = take_turn(self._settings, family.name, self._pause)
        if isinstance(turn, Turn):
            family.turn, family.waits_until = turn, math.inf
            return True
        now = time.monotonic()
        family.waits_until = min(family.waits_until, now + patience(self._settings))
        if now < family.waits_until:
            family.ready = now + turn
            self._line_up(family)
        else:
            family.is_idle = True
            self._changed.notify_all()
        return False

    def hand_over(self, poll: PendingFeed, name: str) -> None:
        """Queue a feed that was redirected to the family `name`, in turn with that family's own feeds."""
        with self._changed:
            family = self._families.get(name)
            if family is None:
                family = self._families[name] = Family(name)
            family.redirected.append(poll)
            if family.is_idle:
                self._line_up(family)

    def give_back(self, family: Family, *, asked: bool) -> None:
        """End the thread's turn; `asked`: a request was made, so a pause is due."""
        family.turn.leave(asked=asked)
        with self._changed:
            self._out -= 1
            family.ready = time.monotonic() + (self._pause if asked else 0.0)
            if family.has_next:
                self._line_up(family)
            else:
                family.is_idle = True
                family.close()
            self._changed.notify_all()

    def _line_up(self, family: Family) -> None:
        family.is_idle = False
        heapq.heappush(self._queue, (family.ready, next(self._number), family))
        self._changed.notify_all()

    def stop(self) -> None:
        """Give no more turns: nobody reads the results any more."""
        with self._changed:
            self._stopped = True
            self._changed.notify_all()
