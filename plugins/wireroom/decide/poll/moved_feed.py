"""Decide from the redirects of a poll which URL to ask from now on.

A permanent redirect is followed at each poll, but the feed's URL is changed only after a while: a 301 to a
maintenance page for one day has cost readers their feed (ViennaRSS#1546, feedhq#76). A reader that never
changes the URL requests the old one 450 times a day (feedbin#100). A temporary redirect changes nothing
(RFC 9110 §15.4.3, §15.4.8).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from wireroom.common.urls import host_of, is_address, registrable_domain
from wireroom.models import Exchange, Feed, Outcome

MUST_HOLD = timedelta(days=7)  # lion-reader PR#183
LEAST_POLLS = 3  # that found entries at the target
GIVE_UP_AFTER = 3  # failures at the new URL, after which the listed one is asked again
_PERMANENT = frozenset({301, 308})  # RFC 9110 §15.4.2, §15.4.9
_NO_FEED = frozenset({Outcome.NOT_FOUND, Outcome.GONE, Outcome.NOT_A_FEED})
_LOST = _NO_FEED | {Outcome.UNREACHABLE_HOST}

_NOT_YET = f"it is asked there once that has held for {MUST_HOLD.days} days and {LEAST_POLLS} polls"
_REFUSED = "refused by the operator: it is asked at its listed address"
_OTHER_SITE = "another site: somebody must say whether it is the same feed (accept or refuse the move)"
_NO_TLS = "from https to http: it is not asked there unless somebody accepts the move"
_STRANGE = "nothing there was known from before: somebody must say whether it is the same feed"


@dataclass(frozen=True, slots=True)
class Moved:
    """What to remember: the URL to ask from now on, and a redirect that is not accepted yet."""

    fetch_url: str | None  # None: the listed URL
    redirected_to: str | None = None
    redirected_since: datetime | None = None
    redirected_polls: int = 0  # that found a feed with entries at the target
    note: str = ""  # why the redirect is not accepted, in words


def moved(feed: Feed, exchange: Exchange, outcome: Outcome, failures: int) -> Moved:
    """Accept a permanent redirect once it has lasted for a while and its target was this feed throughout.

    A redirect to another site is never accepted without the operator, since a domain that changed hands may
    answer 301 too. One that only changes http to https is accepted as soon as it gives entries.
    """
    target = permanent_target(exchange)
    if not outcome.is_healthy:
        if outcome in _LOST and failures >= GIVE_UP_AFTER:
            return Moved(fetch_url=None)
        if outcome in _NO_FEED and target is not None:
            return Moved(feed.fetch_url)
        return Moved(
            feed.fetch_url, feed.redirected_to, feed.redirected_since, feed.redirected_polls, feed.move_note
        )
    if target is None:
        return Moved(feed.fetch_url)
    gave_entries = outcome is not Outcome.EMPTY
    if target == feed.refused_move:
        return Moved(feed.fetch_url, target, _since(feed, exchange, target), note=_REFUSED)
    if gave_entries and target == exchange.url.replace("http://", "https://", 1):
        return Moved(target)
    since = _since(feed, exchange, target)
    before = feed.redirected_polls if target == feed.redirected_to else 0
    polls = before + 1 if gave_entries else before
    note = _why_not(feed, exchange, target, since, polls)
    return Moved(feed.fetch_url, target, since, polls, note) if note else Moved(target)


def permanent_target(exchange: Exchange) -> str | None:
    """The URL after the leading permanent redirects of the chain; None if the first is not permanent."""
    target = None
    for hop in exchange.redirects:
        if hop.status not in _PERMANENT:
            break
        target = hop.url
    return target


def _since(feed: Feed, exchange: Exchange, target: str) -> datetime:
    """When the redirect was first seen; entries from before then show whether the target is the same feed."""
    if target == feed.redirected_to and feed.redirected_since is not None:
        return feed.redirected_since
    return exchange.fetched_at


def _why_not(feed: Feed, exchange: Exchange, target: str, since: datetime, polls: int) -> str:
    if _site(target) != _site(exchange.url):
        return _OTHER_SITE
    if exchange.url.startswith("https:") and not target.startswith("https:"):
        return _NO_TLS
    if exchange.fetched_at - since < MUST_HOLD or polls < LEAST_POLLS:
        return _NOT_YET
    return "" if feed.redirect_shares and target == feed.redirected_to else _STRANGE


def _site(url: str) -> str:
    """The registrable domain; for an IP address host and port, since each port may be someone else's."""
    host = host_of(url)
    return url.split("/")[2] if is_address(host) and url.count("/") > 1 else registrable_domain(host)
