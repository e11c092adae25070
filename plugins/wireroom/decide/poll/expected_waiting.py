"""How many entries to expect at each hour in, when a request is worth it out.

A request is worth more the more entries have waited for it, and the longer: it is made when their waiting,
added up, is expected to reach a set sum. At a steady rate that gives an interval of √(2·sum/rate), the least
mean delay that a number of requests can buy over all feeds; busy hours get more of them than quiet ones.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime, timedelta

from wireroom.decide.poll.rhythm import HOUR, HOURS, hour_of_week


def worth_a_poll(
    rates: Sequence[float], now: datetime, *, waiting: timedelta, most: timedelta
) -> tuple[timedelta, float]:
    """The time from now at which the expected waiting reaches `waiting`, `most` at most; entries until then.

    `rates`: entries an hour, for each hour of the week.
    """
    left = waiting / HOUR  # entry-hours
    limit = most / HOUR
    hour = hour_of_week(now)
    span = 1.0 - (now.minute * 60 + now.second) / 3600  # of the present hour
    passed = entries = 0.0
    while passed < limit:
        span = min(span, limit - passed)
        rate = rates[hour % HOURS]
        if entries * span + rate * span * span / 2 >= left:
            share = _until(left, entries, rate)
            return timedelta(hours=passed + share), entries + rate * share
        left -= entries * span + rate * span * span / 2
        entries += rate * span
        passed += span
        hour, span = hour + 1, 1.0
    return most, entries


def usual_interval(rates: Sequence[float], waiting: timedelta) -> timedelta:
    """What the feed's mean rate alone would ask for."""
    mean = sum(rates) / HOURS
    return timedelta(hours=math.sqrt(2 * (waiting / HOUR) / mean))


def _until(left: float, entries: float, rate: float) -> float:
    """Hours in which `entries` waiting ones, and those that come at `rate`, wait `left` entry-hours."""
    root = math.sqrt(entries * entries + 2 * rate * left)
    return 2 * left / (entries + root)
