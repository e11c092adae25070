"""An exchange in; the validators to send next time out, and whether to ask for the whole document anyway."""

from __future__ import annotations

from datetime import datetime, timedelta

from wireroom.common.http_headers import header, http_date
from wireroom.decide.poll.rhythm import HOUR, HOURS, hour_of_week, hourly_rates
from wireroom.models import FULL_EVERY, Exchange, Feed, Outcome, Rhythm, Validators

OVERDUE = 7.0  # entries that should have come since the newest: at random, one time in a thousand
OVERDUE_EVERY = 4  # polls; a feed that has gone to sleep is overdue too
DOUBTED_AFTER = 3  # failures in a row
ON_TRIAL = -1  # a condition is sent, and was stumbled over not long ago: once more is enough
SUSPECTED = FULL_EVERY + 1  # it is left out once, to see whether the server stumbles over that
REFUSED = FULL_EVERY + 2  # it is left out; counts from here on are of such polls
_TRIED_AGAIN = REFUSED + 5 * FULL_EVERY - 1  # after 120 polls: servers are mended
_STUMBLES = frozenset({Outcome.SERVER_ERROR, Outcome.CONNECTION_FAILED})
_BLAMED = _STUMBLES | {Outcome.CLIENT_ERROR}  # on a condition, perhaps
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


def polls_since_full_after(
    feed: Feed, exchange: Exchange, outcome: Outcome, rhythm: Rhythm | None, *, now: datetime
) -> int:
    """Conditional answers in a row; from `FULL_EVERY` on the whole is to be asked for: validators lie.

    Sooner where 304 goes on although entries should have come by the feed's own rhythm (FreshRSS#1020), and
    where the condition may be what the server stumbles over (412, 400; 500 again and again): a failure
    teaches no other, so it would be sent for ever.
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
    """Whether the condition was to blame: not where the server fails without it too."""
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
