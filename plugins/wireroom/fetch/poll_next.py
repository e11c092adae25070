"""Poll the next feed of a family whose turn it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from wireroom.common.http_headers import http_date
from wireroom.common.urls import host_of
from wireroom.fetch.bodies.large_bodies import LargeBodies
from wireroom.fetch.client import Client
from wireroom.fetch.connections.resolver import Resolver
from wireroom.fetch.family import Family, PendingFeed, family_of
from wireroom.fetch.feed_credentials import shown_url
from wireroom.fetch.fetch_one import FetchRequest, fetch_for_feed
from wireroom.fetch.outcomes import Failure
from wireroom.fetch.turns import Turns
from wireroom.models import FULL_EVERY, Clock, Exchange, Feed, Outcome
from wireroom.settings import FetchLimits, Settings

_SKEW = timedelta(days=1)  # by which a server's clock may be ahead
_EARLIEST_YEAR = 1990  # commafeed#859: always Last-Modified 1970
_ANY = "*"  # matches any version, so it would get 304 for ever (RFC 9110 §13.1.2)
_LONGEST_VALIDATOR = 1_000  # characters; servers refuse requests with headers of more than 8 KB


def poll_next(
    family: Family, turns: Turns, settings: Settings, resolver: Resolver, room: LargeBodies, *, clock: Clock
) -> tuple[Exchange | None, bool]:
    """The exchange of the family's next feed, and whether a request was made, after which a pause is due.

    The exchange is None if a redirect leads to another family: the feed then waits for its turn there.
    """
    poll = family.next_poll()
    feed, url = poll.feed, shown_url(poll.feed)
    spared = _spared(family, poll, url, settings.limits, now=clock())
    if spared is not None:
        return spared, False
    client = family.clients.get(feed.spec.private)
    if client is None:
        client = family.clients[feed.spec.private] = Client(
            settings, resolver, private=feed.spec.private, room=room
        )
    host, way = host_of(_at(poll, url)), _Way(family, poll)
    request = FetchRequest(
        feed_id=feed.id,
        url=url,
        conditional=conditional_headers(feed, now=clock()),
        known_sha256=feed.validators.body_sha256,
        redirected=poll.redirects,
        cookies=poll.cookies,
        may_ask=way.may_ask,
    )
    exchange = fetch_for_feed(client, feed, request, settings, clock=clock)
    client.end(exchange)
    notes = family.notes_on_redirected if way.came_from_elsewhere else family.notes
    if exchange.outcome is Outcome.SECRET_MISSING:  # nobody was asked
        return exchange, False
    if way.leads_to is not None:
        if poll.redirects:  # else the URL itself, with secrets filled in, belongs to another family
            notes.note_redirect(host, exchange, settings.limits)
        poll.cookies = client.jar
        poll.elapsed_ms += exchange.elapsed_ms
        turns.hand_over(poll, way.leads_to)
        return None, bool(poll.redirects)
    notes.note(host, exchange, settings.limits, away=client.unreached)
    if poll.elapsed_ms:
        exchange = replace(exchange, elapsed_ms=poll.elapsed_ms + exchange.elapsed_ms)
    return exchange, True


def _at(poll: PendingFeed, url: str) -> str:
    """The URL to request now: the feed's own, or the target of its last redirect."""
    return poll.redirects[-1].url if poll.redirects else url


class _Way:
    """Allows the redirects of one feed as long as they stay within the family whose turn it is."""

    def __init__(self, family: Family, poll: PendingFeed) -> None:
        self._family, self._feed = family, poll.feed
        self.came_from_elsewhere = bool(poll.redirects)
        self.leads_to: str | None = None  # name of another family

    def may_ask(self, url: str) -> None:
        """Raise Failure if `url` belongs to another family."""
        name = family_of(self._feed, url)
        if name != self._family.name:
            self.leads_to = name
            raise Failure(Outcome.RATE_LIMITED, f"it waits for the turn of {name}")


def conditional_headers(feed: Feed, *, now: datetime) -> dict[str, str]:
    """If-None-Match and If-Modified-Since, verbatim (RFC 9110 §13.1); empty when a full body is due."""
    if feed.polls_since_full >= FULL_EVERY:
        return {}
    headers = {}
    etag = feed.validators.etag
    if etag and etag != _ANY and _is_sendable(etag):
        headers["If-None-Match"] = etag
    modified = feed.validators.last_modified
    if modified and _is_sendable(modified) and _is_plausible(modified, now):
        headers["If-Modified-Since"] = modified
    return headers


def _is_sendable(value: str) -> bool:
    """Whether stored text can be sent in a header: printable Latin-1, not too long."""
    is_short = len(value) <= _LONGEST_VALIDATOR
    return is_short and value.isprintable() and all(ord(character) < 256 for character in value)


def _is_plausible(modified: str, now: datetime) -> bool:
    """Whether a Last-Modified is plausible: one of 2041 got 304 for ever (FreshRSS#1020)."""
    at = http_date(modified)
    return at is not None and at.year >= _EARLIEST_YEAR and at <= now + _SKEW


def _spared(
    family: Family, poll: PendingFeed, url: str, limits: FetchLimits, *, now: datetime
) -> Exchange | None:
    at = _at(poll, url)
    spared = family.notes.spare(poll.feed.id, at, limits, now=now)
    if spared is None and poll.redirects:
        spared = family.notes_on_redirected.spare(poll.feed.id, at, limits, now=now)
    return None if spared is None else replace(spared, url=url)
