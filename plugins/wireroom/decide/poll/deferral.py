"""A feed that was not asked for a sibling's sake in, how long that may put it off out."""

from __future__ import annotations

from datetime import timedelta

# What one host may impose on others. Its own date is kept where it was given: a tenant of a shared host, or
# one broken route of a bridge, says 429 with Retry-After 99999999 for itself alone (FreshRSS#7870).
LONGEST_FOR_OTHERS = timedelta(minutes=15)


def deferral(retry_after: timedelta | None, interval: timedelta) -> timedelta:
    """Give the wait: as long as the sibling was told, some minutes at most, never longer than usual.

    `interval` is the feed's usual one. One request in so many minutes is no burden on a service that limits
    us, and learns when it does so no longer.
    """
    told = LONGEST_FOR_OTHERS if retry_after is None else min(retry_after, LONGEST_FOR_OTHERS)
    return min(told, interval)
