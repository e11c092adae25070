"""A family whose turn it is in, the Exchange of its next feed out."""

from __future__ import annotations

from wireroom.fetch.access import shown_url
from wireroom.fetch.ask import Clock
from wireroom.fetch.ask_for_feed import ask_for_feed
from wireroom.fetch.client import Client
from wireroom.fetch.conditional import conditional_headers
from wireroom.fetch.family import Family
from wireroom.fetch.large_bodies import LargeBodies
from wireroom.fetch.resolver import Resolver
from wireroom.fetch.spare import spare
from wireroom.models import Exchange, Outcome
from wireroom.settings import Settings


def poll_next(
    family: Family, settings: Settings, resolver: Resolver, room: LargeBodies, *, clock: Clock
) -> tuple[Exchange, bool]:
    """The exchange, and whether a request was made for it at all (a spared feed needs no pause)."""
    feed = family.waiting.popleft()
    url = shown_url(feed)
    spared = spare(family, feed.id, url, settings.limits, now=clock())
    if spared is not None:
        return spared, False
    client = family.clients.get(feed.spec.private)
    if client is None:
        client = family.clients[feed.spec.private] = Client(
            settings, resolver, private=feed.spec.private, room=room
        )
    exchange = ask_for_feed(
        client,
        feed,
        url,
        settings,
        clock=clock,
        conditional=conditional_headers(feed, now=clock()),
        known_sha256=feed.validators.body_sha256,
    )
    client.end(exchange)
    if exchange.outcome is Outcome.SECRET_MISSING:  # nobody was asked
        return exchange, False
    family.note(exchange, settings.limits, away=client.unreached)
    return exchange, True
