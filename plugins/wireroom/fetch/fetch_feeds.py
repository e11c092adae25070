"""Fetch feeds and yield their Exchanges as they finish: families in parallel, feeds of a family in turn.

Turns are shared by the threads of a shard and with all other processes of the installation, since redirects
may lead feeds of two shards to one host.
"""

from __future__ import annotations

import math
from collections.abc import Generator, Sequence

from wireroom.common.urls import host_of
from wireroom.fetch.bodies.large_bodies import UNLIMITED_UP_TO, LargeBodies
from wireroom.fetch.connections.dialer import is_local_name
from wireroom.fetch.connections.resolver import Resolver
from wireroom.fetch.poll_next import poll_next
from wireroom.fetch.turns import Turns
from wireroom.fetch.worker_threads import WorkerThreads
from wireroom.models import Clock, Exchange, Feed
from wireroom.settings import Settings


def fetch_feeds(
    feeds: Sequence[Feed], settings: Settings, *, clock: Clock, seconds: float = math.inf
) -> Generator[Exchange]:
    """One Exchange for each feed, in the order they finish; a failure is an outcome, never an exception.

    Feeds of one politeness family (`spec.family`) are requested one after another, `settings.family_pause`
    seconds apart, including those that redirects lead to it; up to `settings.fetch_threads` families at once.
    Few bodies wait in memory: the threads stop until the caller takes them.

    After `seconds` no further feed is requested; requests in progress are completed. Feeds that were not
    reached by then yield nothing and stay due, as do those whose family another process keeps. Close the
    iterator to stop early.
    """
    turns, room = Turns(feeds, settings, seconds), LargeBodies()
    resolver = _resolver_for(feeds, settings)

    def ask(threads: WorkerThreads[Exchange]) -> None:
        while (family := turns.take()) is not None:
            asked = True
            try:
                exchange, asked = poll_next(family, turns, settings, resolver, room, clock=clock)
            finally:
                turns.give_back(family, asked=asked)
            if exchange is not None:
                threads.hand_over(exchange)
            del exchange  # this thread must not hold a body while it waits for a turn

    number = min(settings.fetch_threads, len(feeds))
    threads = WorkerThreads(ask, name="fetch", number=number, most_waiting=2 * settings.fetch_threads)
    try:
        threads.start()
        while (exchange := threads.take()) is not None:
            is_large = len(exchange.body) > UNLIMITED_UP_TO
            yield exchange
            del exchange  # its memory must be free before the next large body is allowed
            if is_large:
                room.leave()
    finally:
        threads.stopped.set()
        room.end()
        turns.stop()


def _resolver_for(feeds: Sequence[Feed], settings: Settings) -> Resolver:
    """A resolver that already looks up the feeds' hosts, unless a proxy does that."""
    resolver = Resolver()
    if not settings.proxy:
        hosts = (host_of(feed.spec.url) for feed in feeds)
        resolver.prepare(host for host in hosts if host and not is_local_name(host))
    return resolver
