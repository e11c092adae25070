"""Feeds in, their Exchanges out as they finish: families in parallel, the feeds of a family in turn.

Turns are shared by the threads of a shard, and with all other processes of the installation: redirects may
lead feeds of two shards to one host.
"""

from __future__ import annotations

import math
from collections.abc import Generator, Sequence

from wireroom.common.urls import host_of
from wireroom.fetch.bodies.large_bodies import LARGE, LargeBodies
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
    """One Exchange for each feed, in the order they finish; a failing feed is an outcome, nothing is raised.

    Feeds of one politeness family (`spec.family`) are asked one after another, `settings.family_pause`
    seconds apart, also where redirects lead to it from elsewhere; up to `settings.fetch_threads` families at
    once. Few bodies wait in memory: the threads stop until the caller takes them.

    After `seconds` no further feed is asked; requests under way are still completed. A feed whose family is
    being asked by another process all that time does not come out, and stays due. Close the iterator to stop.
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
            del exchange  # while this thread waits for a turn, it must not hold a body

    number = min(settings.fetch_threads, len(feeds))
    threads = WorkerThreads(ask, name="fetch", number=number, most_waiting=2 * settings.fetch_threads)
    try:
        while (exchange := threads.take()) is not None:
            is_large = len(exchange.body) > LARGE
            yield exchange
            del exchange  # its memory must be free before room is made for the next
            if is_large:
                room.leave()
    finally:
        threads.stopped.set()
        room.end()
        turns.stop()


def _resolver_for(feeds: Sequence[Feed], settings: Settings) -> Resolver:
    """One that looks up the feeds' hosts already; not where a proxy does that itself."""
    resolver = Resolver()
    if not settings.proxy:
        hosts = (host_of(feed.spec.url) for feed in feeds)
        resolver.prepare(host for host in hosts if host and not is_local_name(host))
    return resolver
