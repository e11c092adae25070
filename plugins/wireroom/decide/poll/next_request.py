"""Decide which validators to send with the next request, and when to send none."""

from __future__ import annotations

from datetime import datetime, timedelta

from wireroom.common.http_headers import header, http_date
from wireroom.decide.poll.rhythm import HOUR, HOURS, hour_of_week, hourly_rates
from wireroom.models import FULL_EVERY, Exchange, Feed, Outcome, Rhythm, Validators

OVERDUE = 7.0  # entries expected since the newest; none come by chance one time in a thousand (e^-7)
OVERDUE_EVERY = 4  # polls; a feed that has stopped publishing is overdue too
DOUBTED_AFTER = 3  # failures in a row
# Special values of `polls_since_full`, about the condition (If-None-Match, If-Modified-Since):
ON_TRIAL = -1  # it is sent again after a failure that may be due to it; one more failure is enough
SUSPECTED = FULL_EVERY + 1  # it is left out once, to see whether the request then succeeds
REFUSED = FULL_EVERY + 2  # it is left out; higher values count such polls
_TRIED_AGAIN = REFUSED + 5 * FULL_EVERY - 1  # it is tried again: servers get repaired
_STUMBLES = frozenset({Outcome.SERVER_ERROR, Outcome.CONNECTION_FAILED})
_BLAMED = _STUMBLES | {Outcome.CLIENT_ERROR}  # may be due to the condition
EARLIEST_YEAR = 1995  # a Last-Modified of 1970 says that nobody set it (commafeed#859)


def validators_after(known: Validators, exchange: Exchange, outcome: Outcome, *, now: datetime) -> Validators:
    """The validators to keep; `outcome` is the one after parsing.

    - Every successful answer gives new ones, also a 304 or an unchanged body (commafeed#1746, feedbin#726).
    - After any other failure, such as a body that could not be parsed, the old ones are kept, so that the
      server sends the body again.
    - After a truncated body, or one with more entries than a poll takes, none are kept: the server could
      answer 304, and the rest would never come.
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
    """ETag and Last-Modified, without an implausible date: one of 2041 gets 304 for ever (FreshRSS#1020).

    With `Expires: 0` neither is used, as in Miniflux.
    """
    if header(exchange.headers, "expires") == "0":
        return None, None
    last_modified = header(exchange.headers, "last-modified")
    at = http_date(last_modified)
    if at is not None and not (at.year >= EARLIEST_YEAR and at <= now + timedelta(days=1)):
        last_modified = None
    return header(exchange.headers, "etag"), last_modified


def polls_since_full_after(
    feed: Feed, exchange: Exchange, outcome: Outcome, rhythm: Rhythm | None, *, now: datetime
) -> int:
    """The number of 304 answers since the last unconditional request; from `FULL_EVERY` on, one is due.

    Validators can be wrong. The number jumps to such a value if 304 continues although entries should have
    come by the feed's rhythm (FreshRSS#1020), and if the server may fail because of the condition (412, 400,
    repeated 500): a failure brings no new validators, so the same ones would be sent for ever.
    """
    polls = feed.polls_since_full
    if not exchange.conditional:
        return _after_the_whole(polls, exchange, outcome)
    if polls == ON_TRIAL and outcome in _BLAMED:
        return REFUSED
    is_doubted = outcome in _STUMBLES and feed.failures + 1 >= DOUBTED_AFTER
    if outcome is Outcome.CLIENT_ERROR or is_doubted:
        return SUSPECTED
    if outcome is Outcome.NOT_MODIFIED:
        polls = max(polls, 0) + 1
        return FULL_EVERY if polls >= OVERDUE_EVERY and _is_overdue(rhythm, now) else polls
    return max(polls, 0) if outcome.is_healthy else polls


def _after_the_whole(polls: int, exchange: Exchange, outcome: Outcome) -> int:
    """The number after an unconditional request; if it succeeds, the condition was the cause of failures."""
    if outcome.is_healthy:
        if polls in (SUSPECTED, _TRIED_AGAIN):
            return ON_TRIAL
        return polls + 1 if polls >= REFUSED else 0
    is_down = polls == SUSPECTED and outcome in _BLAMED and not exchange.deferred
    return FULL_EVERY if is_down else polls


def _is_overdue(rhythm: Rhythm | None, now: datetime) -> bool:
    if rhythm is None or rhythm.until >= now:
        return False
    rates = hourly_rates(rhythm, now)
    weeks, rest = divmod((now - rhythm.until) / HOUR, HOURS)
    first = hour_of_week(rhythm.until)
    expected = weeks * sum(rates) + sum(rates[(first + hour) % HOURS] for hour in range(round(rest)))
    return expected >= OVERDUE
