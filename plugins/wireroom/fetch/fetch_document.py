"""A URL in, one Exchange out: for archives, checks and anything else that is no polled feed."""

from __future__ import annotations

from wireroom.fetch.ask import Clock, Request, ask
from wireroom.fetch.client import Client
from wireroom.fetch.resolver import Resolver
from wireroom.models import Exchange
from wireroom.settings import Settings


def fetch_document(url: str, settings: Settings, *, private: bool, clock: Clock) -> Exchange:
    """GET `url` once, unconditionally; `feed_id` is 0. Never raises: see the outcome and its detail.

    `private`: the document may live on a loopback or private address.
    """
    client = Client(settings, Resolver(), private=private)
    try:
        return ask(client, Request(feed_id=0, url=url), clock=clock)
    finally:
        client.close()
