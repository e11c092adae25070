"""A family's recent answers in, the outcome of a feed that is better not asked out."""

from __future__ import annotations

from datetime import datetime

from wireroom.fetch.turns import Family, host_of
from wireroom.models import Exchange, Outcome

_FAILURES = 2  # of the network, in a row, on one host
_UNRESOLVED = 1  # a name that does not resolve will not do so a second later


def spare(family: Family, feed_id: int, url: str, *, now: datetime) -> Exchange | None:
    """The outcome without a request, or None: ask.

    A limiter that has just said "less often" would be asked again for every sibling feed (Reddit and
    Tumblr limit the whole service: FreshRSS#8928, #8925); a dead host would cost its timeout for each.
    """
    host = host_of(url)
    if family.limited is not None:
        return Exchange(
            feed_id=feed_id,
            url=url,
            fetched_at=now,
            outcome=Outcome.RATE_LIMITED,
            detail=f"not asked: {host_of(family.limited.url)} has just limited {family.name}; {_LATER}",
            retry_after=family.limited.retry_after,
        )
    failures = family.silent.get(host, [])
    enough = _UNRESOLVED if failures and failures[-1].outcome is Outcome.UNREACHABLE_HOST else _FAILURES
    if len(failures) >= enough:
        return Exchange(
            feed_id=feed_id,
            url=url,
            fetched_at=now,
            outcome=failures[-1].outcome,
            detail=f"not asked, as {host} has just failed: {failures[-1].detail}",
        )
    return None


_LATER = "it will be tried again"
