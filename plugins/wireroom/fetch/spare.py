"""A family's recent answers in, the outcome of a feed that is better not asked out."""

from __future__ import annotations

from datetime import datetime

from wireroom.common.urls import host_of
from wireroom.fetch.family import Family
from wireroom.models import Exchange, Outcome
from wireroom.settings import FetchLimits

_FAILURES = 2  # connections in a row, to one host
_UNRESOLVED = 1  # a name that does not resolve will not do so a second later


def spare(family: Family, feed_id: int, url: str, limits: FetchLimits, *, now: datetime) -> Exchange | None:
    """The outcome without a request, or None: ask.

    A limiter that has just said "less often" would be asked again for every sibling feed (Reddit and
    Tumblr limit the whole service: FreshRSS#8928, #8925); a dead host would cost its timeout for each. What
    one host says of itself is no verdict on its siblings: they are `deferred`, for `decide` to ask soon.
    """
    return (
        _limited(family, feed_id, url, now)
        or _away(family, feed_id, url, now)
        or _slow(family, feed_id, url, limits, now)
    )


def _limited(family: Family, feed_id: int, url: str, now: datetime) -> Exchange | None:
    answer = family.limited_by(url)
    if answer is None:
        return None
    limiter = host_of(answer.answered_from)
    whom = "us" if limiter == host_of(url) else f"{family.name}, as other hosts of it have"
    return Exchange(
        feed_id=feed_id,
        url=url,
        fetched_at=now,
        outcome=Outcome.RATE_LIMITED,
        detail=f"not asked: {limiter} has just limited {whom}; it will be asked within minutes",
        retry_after=answer.retry_after,
        deferred=True,
    )


def _away(family: Family, feed_id: int, url: str, now: datetime) -> Exchange | None:
    failures = family.failures(url)
    enough = _UNRESOLVED if failures and failures[-1].outcome is Outcome.UNREACHABLE_HOST else _FAILURES
    if len(failures) < enough:
        return None
    return Exchange(
        feed_id=feed_id,
        url=url,
        fetched_at=now,
        outcome=failures[-1].outcome,
        detail=f"not asked, as {host_of(url)} has just failed: {failures[-1].detail}",
    )


def _slow(family: Family, feed_id: int, url: str, limits: FetchLimits, now: datetime) -> Exchange | None:
    seconds = family.slow_seconds(url)
    if seconds < limits.host_share:
        return None
    return Exchange(
        feed_id=feed_id,
        url=url,
        fetched_at=now,
        outcome=Outcome.TIMED_OUT,
        detail=f"not asked: slow answers of {host_of(url)} have taken {seconds:.0f} s of this run; "
        "it will be asked within minutes, before those that were slow",
        deferred=True,
    )
