"""Feeds in, their Exchanges out as they finish: families side by side, the feeds of a family in turn.

The threads of a shard share these turns. Across shards no lock is needed: every feed of a family is in
the same shard.
"""

from __future__ import annotations

import heapq
import math
import queue
import threading
import time
from collections.abc import Generator, Iterator, Sequence

from wireroom.common.urls import host_of
from wireroom.fetch.bodies.large_bodies import LARGE, LargeBodies
from wireroom.fetch.connections.dialer import is_local_name
from wireroom.fetch.connections.resolver import Resolver
from wireroom.fetch.family import Family
from wireroom.fetch.poll_next import poll_next
from wireroom.models import Clock, Exchange, Feed
from wireroom.settings import Settings


def fetch_feeds(
    feeds: Sequence[Feed], settings: Settings, *, clock: Clock, seconds: float = math.inf
) -> Generator[Exchange]:
    """One Exchange for each feed, in the order they finish; a feed that fails is an outcome, never raised.

    Feeds of one politeness family (`spec.family`) are asked one after another, `settings.family_pause`
    seconds apart; up to `settings.fetch_threads` families at once. At most a few bodies wait in memory:
    the threads stop until the caller takes them. After `seconds` no further feed is asked: those under way
    still come out. Close the iterator to stop early.
    """
    run = _Run(feeds, settings, clock, seconds)
    try:
        yield from run.results()
    finally:
        run.stop()


class _Run:
    """The threads of one call and the narrow door through which their results come out."""

    def __init__(self, feeds: Sequence[Feed], settings: Settings, clock: Clock, seconds: float) -> None:
        self._settings = settings
        self._clock = clock
        self._turns = Turns(feeds, settings.family_pause, seconds)
        self._resolver = Resolver()
        self._room = LargeBodies()
        if not settings.proxy:  # which resolves names itself
            hosts = (host_of(feed.spec.url) for feed in feeds)
            self._resolver.prepare(host for host in hosts if host and not is_local_name(host))
        self._door: queue.Queue[Exchange | BaseException | None] = queue.Queue(2 * settings.fetch_threads)
        self._stopped = False
        self._working = min(settings.fetch_threads, len(feeds))
        for number in range(self._working):
            threading.Thread(target=self._work, name=f"fetch-{number}", daemon=True).start()

    def results(self) -> Iterator[Exchange]:
        while self._working:
            result = self._door.get()
            if result is None:
                self._working -= 1
            elif isinstance(result, BaseException):
                raise result
            else:
                is_large = len(result.body) > LARGE
                yield result
                del result  # before room is made for the next
                if is_large:
                    self._room.leave()

    def stop(self) -> None:
        self._stopped = True
        self._room.end()
        self._turns.stop()

    def _work(self) -> None:
        try:
            while (family := self._turns.take()) is not None:
                exchange, asked = poll_next(
                    family, self._settings, self._resolver, self._room, clock=self._clock
                )
                self._turns.give_back(family, asked=asked)
                self._put(exchange)
                del exchange  # a thread that waits for its turn must not hold a body
        except BaseException as error:  # a fault of ours, not a feed's: the caller must know
            self._put(error)
        finally:
            self._put(None)

    def _put(self, result: Exchange | BaseException | None) -> None:
        """Through the door, unless nobody waits behind it any more."""
        while not self._stopped:
            try:
                self._door.put(result, timeout=0.5)
            except queue.Full:
                continue
            return


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
