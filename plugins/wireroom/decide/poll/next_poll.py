"""The wait and the server's wish in, the instant of the next poll out, never in step with others."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

LONGEST_RETRY_AFTER = timedelta(days=7)  # 317,100 s has been seen; so have years
CALM_JITTER = 0.1  # share of the wait, either way
FAILED_JITTER = 0.5  # feeds that fail together must not come back together (commafeed#2181)


def next_poll(
    wait: timedelta,
    *,
    retry_after: timedelta | None,
    failed: bool,
    at_least: timedelta,
    now: datetime,
    random: Callable[[], float],
) -> datetime:
    """Give `now` and the wait with jitter, not before `retry_after` and `at_least` have passed.

    `random` gives 0 ≤ x < 1. Jitter only lengthens what the server asked for.
    """
    swing = FAILED_JITTER if failed else CALM_JITTER
    jittered = wait * (1 + swing * (2 * random() - 1))
    asked = min(retry_after or timedelta(), LONGEST_RETRY_AFTER)
    return now + max(jittered, at_least, asked * (1 + CALM_JITTER * random()))
