"""An exchange in, the validators to ask with next time out."""

from __future__ import annotations

from datetime import datetime, timedelta

from wireroom.common.http_headers import header, http_date
from wireroom.models import Exchange, Outcome, Validators

EARLIEST_YEAR = 1995  # a Last-Modified of 1970 says that nobody set it (commafeed#859)


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
