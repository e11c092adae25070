"""Families in, whose turn it is out: one request at a time to each, and a pause between two.

take ─▶ ask ─▶ redirected to another family: hand_over, to be asked on there in its turn
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
        """After `seconds` no turn is handed out any more."""
        families: dict[str, list[Feed]] = {}
        for feed in feeds:
            families.setdefault(family_of(feed, shown_url(feed)), []).append(feed)
        self._families = {name: Family(name, members) for name, members in families.items()}
        largest_first = sorted(self._families.values(), key=lambda family: -len(families[family.name]))
        self._queue = [(0.0, number, family) for number, family in enumerate(largest_first)]
        self._number = itertools.count(len(families))  # of two that are ready at once, who came first
        self._out = 0
        self._stopped = False
        self._settings, self._pause = settings, settings.family_pause
        self._end = time.monotonic() + seconds
        self._changed = threading.Condition()

    def take(self) -> Family | None:
        """The family that has waited longest, when its pause is over; None at the end.

        Until `give_back` it is ours alone, among other processes too.
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
        """Else it lines up again; one that other processes ask for too long is not asked in this run."""
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
        """A redirect has led a feed to the family `name`: there it goes on, in turn with that one's own."""
        with self._changed:
            family = self._families.get(name)
            if family is None:
                family = self._families[name] = Family(name)
            family.redirected.append(poll)
            if family.is_idle:
                self._line_up(family)

    def give_back(self, family: Family, *, asked: bool) -> None:
        """The thread is done with this turn; `asked`: a request was really made, so a pause is due."""
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
        """No more turns: whoever reads the results has gone."""
        with self._changed:
            self._stopped = True
            self._changed.notify_all()
