"""One document after another in, their Exchanges out: for archives and whatever else is no polled feed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from wireroom.fetch.ask import Clock, Request, ask
from wireroom.fetch.client import Client
from wireroom.fetch.family import host_of
from wireroom.fetch.resolver import Resolver
from wireroom.models import Exchange
from wireroom.settings import Settings

Ask = Callable[[str, bool], Exchange]  # URL, and whether it may live on a loopback or private address


@contextmanager
def ask_in_turn(settings: Settings, *, clock: Clock) -> Iterator[Ask]:
    """`with ask_in_turn(settings, clock=…) as ask: exchange = ask(url, private)`; `feed_id` is 0.

    Unconditional, never raises: see the outcome and its detail. Connections are kept until the end, and two
    requests to a public host are `settings.family_pause` seconds apart: an archive can be thousands of
    documents. The operator's own machines (`private`) need no sparing.
    """
    resolver = Resolver()
    clients: dict[bool, Client] = {}
    ready: dict[str, float] = {}

    def ask_one(url: str, private: bool) -> Exchange:
        if private not in clients:
            clients[private] = Client(settings, resolver, private=private)
        host = host_of(url)
        time.sleep(max(ready.get(host, 0.0) - time.monotonic(), 0.0))
        exchange = ask(clients[private], Request(feed_id=0, url=url), clock=clock)
        if not private:
            ready[host] = time.monotonic() + settings.family_pause
        return exchange

    try:
        yield ask_one
    finally:
        for client in clients.values():
            client.close()
