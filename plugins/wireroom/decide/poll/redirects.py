"""Where a feed has moved: permanent redirects, believed only after they have held."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from wireroom.models import Exchange, Feed, Outcome

MUST_HOLD = timedelta(days=7)  # one day's 301 to a maintenance page cost readers the feed (ViennaRSS#1546)
GIVE_UP_AFTER = 3  # failures at the new place, then the old one is asked again
_PERMANENT = frozenset({301, 308})  # RFC 9110 §15.4.2, §15.4.9
_LOST = frozenset({Outcome.NOT_FOUND, Outcome.GONE, Outcome.NOT_A_FEED, Outcome.UNREACHABLE_HOST})


@dataclass(frozen=True, slots=True)
class Moved:
    """What to remember: where to ask from now on, and what is not yet believed."""

    fetch_url: str | None
    redirected_to: str | None = None
    redirected_since: datetime | None = None


def moved(feed: Feed, exchange: Exchange, outcome: Outcome, failures: int, *, now: datetime) -> Moved:
    """Follow a permanent redirect once it has held and its target has been a feed all the while."""
    if not outcome.is_healthy:
        if outcome in _LOST and failures >= GIVE_UP_AFTER:
            return Moved(fetch_url=None)
        return Moved(feed.fetch_url, feed.redirected_to, feed.redirected_since)
    target = permanent_target(exchange)
    if target is None:
        return Moved(feed.fetch_url)
    if target != feed.redirected_to or feed.redirected_since is None:
        return Moved(feed.fetch_url, target, now)
    if now - feed.redirected_since < MUST_HOLD:
        return Moved(feed.fetch_url, target, feed.redirected_since)
    return Moved(target)


def permanent_target(exchange: Exchange) -> str | None:
    """Give the last hop of the unbroken permanent ones at the head of the chain."""
    target = None
    for hop in exchange.redirects:
        if hop.status not in _PERMANENT:
            break
        target = hop.url
    return target
