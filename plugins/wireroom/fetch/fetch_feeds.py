"""Feeds in, their Exchanges out as they finish: families in parallel, the feeds of a family in turn.

Turns are shared by the threads of a shard, and with all other processes of the installation: redirects may
lead feeds of two shards to one host.
"""

from __future__ import annotations

import math
import queue
import threading
from collections.abc import Generator, Iterator, Sequence

from wireroom.common.urls import host_of
from wireroom.fetch.bodies.large_bodies import LARGE, LargeBodies
from wireroom.fetch.connections.dialer import is_local_name
from wireroom.fetch.connections.resolver import Resolver
from wireroom.fetch.poll_next import poll_next
from wireroom.fetch.turns import Turns
from wireroom.models import Clock, Exchange, Feed
from wireroom.settings import Settings


def fetch_feeds(
    feeds: Sequence[Feed], settings: Settings, *, clock: Clock, seconds: float = math.inf
) -> Generator[Exchange]:
    """One Exchange for each feed, in the order they finish; a failing feed is an outcome, nothing is raised.

    Feeds of one politeness family (`spec.family`) are asked one after another, `settings.family_pause`
    seconds apart, also where redirects lead to it from elsewhere; up to `settings.fetch_threads` families at
    once. Few bodies wait in memory: the threads stop until the caller takes them.

    After `seconds` no further feed is asked; requests under way are still completed. A feed whose family is
    being asked by another process all that time does not come out, and stays due. Close the iterator to stop.
    """
    run = _Run(feeds, settings, clock, seconds)
    try:
        yield from run.results()
    finally:
        run.stop()


class _Run:
    """The threads of one call, and the bounded queue through which their results come out."""

    def __init__(self, feeds: Sequence[Feed], settings: Settings, clock: Clock, seconds: float) -> None:
        self._settings = settings
        self._clock = clock
        self._turns = Turns(feeds, settings, seconds)
        self._resolver = Resolver()
        self._room = LargeBodies()
        if not settings.proxy:  # a proxy resolves names itself
            hosts = (host_of(feed.spec.url) for feed in feeds)
            self._resolver.prepare(host for host in hosts if host and not is_local_name(host))
        self._results: queue.Queue[Exchange | BaseException | None] = queue.Queue(2 * settings.fetch_threads)
        self._stopped = False
        self._working = min(settings.fetch_threads, len(feeds))
        for number in range(self._working):
            threading.Thread(target=self._work, name=f"fetch-{number}", daemon=True).start()

    def results(self) -> Iterator[Exchange]:
        while self._working:
            result = self._results.get()
            if result is None:
                self._working -= 1
            elif isinstance(result, BaseException):
                raise result
            else:
                is_large = len(result.body) > LARGE
                yield result
                del result  # its memory must be free before room is made for the next
                if is_large:
                    self._room.leave()

    def stop(self) -> None:
        self._stopped = True
        self._room.end()
        self._turns.stop()

    def _work(self) -> None:
        try:
            while (family := self._turns.take()) is not None:
                asked = True
                try:
                    exchange, asked = poll_next(
                        family, self._turns, self._settings, self._resolver, self._room, clock=self._clock
                    )
                finally:
                    self._turns.give_back(family, asked=asked)
                if exchange is not None:
                    self._put(exchange)
                del exchange  # while this thread waits for a turn, it must not hold a body
        except BaseException as error:  # a bug, no feed's failure: it is raised in the caller
            self._put(error)
        finally:
            self._put(None)

    def _put(self, result: Exchange | BaseException | None) -> None:
        """Put `result` into the queue, unless nobody takes from it any more."""
        while not self._stopped:
            try:
                self._results.put(result, timeout=0.5)
            except queue.Full:
                continue
            return
