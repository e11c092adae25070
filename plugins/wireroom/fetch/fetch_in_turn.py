"""Fetch the many URLs of an archive one after another."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from wireroom.common.families import politeness_family
from wireroom.common.urls import host_of
from wireroom.fetch.client import Client
from wireroom.fetch.connections.resolver import Resolver
from wireroom.fetch.fetch_one import FetchRequest, fetch_for_feed, fetch_one
from wireroom.fetch.shared_turns import ASKED_BY_ANOTHER, turn_of
from wireroom.models import Clock, Exchange, Feed, Outcome
from wireroom.settings import Settings


class Fetch(Protocol):
    """Fetch `url`; `private` allows loopback and private addresses, `feed` has the secrets to send."""

    def __call__(self, url: str, private: bool, feed: Feed | None = None) -> Exchange: ...


@contextmanager
def fetch_in_turn(settings: Settings, *, clock: Clock, seconds: float = math.inf) -> Iterator[Fetch]:
    """`with fetch_in_turn(settings, clock=…) as fetch: exchange = fetch(url, private)`.

    Without a feed the exchange's `feed_id` is 0. Requests are unconditional and never raise: see the outcome
    and its detail. Connections are kept until the end. Requests to a public host are `settings.family_pause`
    seconds apart, since an archive can have thousands of documents; the operator's own machines (`private`)
    need no pause. While another process asks the same family, this one waits, but not for ever and not after
    `seconds`: then the exchange is `deferred`.
    """
    ends = time.monotonic() + seconds
    resolver = Resolver()
    clients: dict[bool, Client] = {}
    ready: dict[str, float] = {}

    def fetch(url: str, private: bool, feed: Feed | None = None) -> Exchange:
        if private not in clients:
            clients[private] = Client(settings, resolver, private=private)
        host, pause = host_of(url), 0.0 if private else settings.family_pause
        time.sleep(max(ready.get(host, 0.0) - time.monotonic(), 0.0))
        family = (feed.spec.family if feed else "") or politeness_family(url)
        with turn_of(settings, family, pause, until=ends) as is_ours:
            exchange = ask(url, private, feed) if is_ours else deferred(url, feed)
        ready[host] = time.monotonic() + pause
        return exchange

    def deferred(url: str, feed: Feed | None) -> Exchange:
        number = feed.id if feed else 0
        return Exchange(number, url, clock(), Outcome.TIMED_OUT, ASKED_BY_ANOTHER, deferred=True)

    def ask(url: str, private: bool, feed: Feed | None) -> Exchange:
        request = FetchRequest(feed_id=feed.id if feed else 0, url=url)
        if feed is None:
            return fetch_one(clients[private], request, clock=clock)
        return fetch_for_feed(clients[private], feed, request, settings, clock=clock)

    try:
        yield fetch
    finally:
        for client in clients.values():
            client.close()
