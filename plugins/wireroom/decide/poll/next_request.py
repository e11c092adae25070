"""An exchange in, what to ask with next time out: validators, and where a feed has moved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from wireroom.common.http_headers import header, http_date
from wireroom.models import Exchange, Feed, Outcome, Validators

EARLIEST_YEAR = 1995  # a Last-Modified of 1970 says that nobody set it (commafeed#859)

MUST_HOLD = timedelta(days=7)  # one day's 301 to a maintenance page cost readers the feed (ViennaRSS#1546)
GIVE_UP_AFTER = 3  # failures at the new place, then the old one is asked again
_PERMANENT = frozenset({301, 308})  # RFC 9110 §15.4.2, §15.4.9
_LOST = frozenset({Outcome.NOT_FOUND, Outcome.GONE, Outcome.NOT_A_FEED, Outcome.UNREACHABLE_HOST})


def validators_after(known: Validators, exchange: Exchange, outcome: Outcome, *, now: datetime) -> Validators:
    """Give the validators to keep; `outcome` is that after parsing.

    Both are taken from every good answer, a 304 or equal body too (commafeed#1746, feedbin#726).
    A body that did not parse must not be believed to be had, so the old ones stay. Of a torn one nothing is
    kept and nothing stays: its validators are those of the whole, and a server that answers 304 to the old
    ones would keep the rest from us. So it is where there were more entries than one poll takes in.
    """
    if outcome in (Outcome.TRUNCATED, Outcome.CAPPED):
        return Validators()
    if not outcome.is_healthy:
        return known
    etag, last_modified = _from_headers(exchange, now)
    if outcome is Outcome.NOT_MODIFIED:  # may leave out what has not changed (RFC 9110 §15.4.5)
        return Validators(etag or known.etag, last_modified or known.last_modified, known.body_sha256)
    return Validators(etag, last_modified, exchange.body_sha256 or known.body_sha256)


def _from_headers(exchange: Exchange, now: datetime) -> tuple[str | None, str | None]:
    """A Last-Modified of 2041 gives 304 for ever (FreshRSS#1020); `Expires: 0` voids both (Miniflux)."""
    if header(exchange.headers, "expires") == "0":
        return None, None
    last_modified = header(exchange.headers, "last-modified")
    at = http_date(last_modified)
    if at is not None and not (at.year >= EARLIEST_YEAR and at <= now + timedelta(days=1)):
        last_modified = None
    return header(exchange.headers, "etag"), last_modified


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
