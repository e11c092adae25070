"""The dates of a document in, how far its publisher's clock is ahead of ours out.

A local time that is given out as UTC is hours ahead, in Tokyo nine. Where a busy feed's document lies ahead,
its entries leave it before their dates have come: none would ever count.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from wireroom.decide.poll.rhythm import HOUR, PINNED, WHOLE
from wireroom.models import DateReading

FURTHEST = timedelta(hours=14)  # no zone is further ahead of UTC
FEWEST = 3  # dates ahead; fewer say nothing about a clock
SHARE = 1 / 3  # of the dates with a time, likewise


def ahead_of_ours(readings: Iterable[DateReading], now: datetime) -> timedelta:
    """Whole hours, as a wrong zone is off by; zero unless many dates are ahead by so little.

    A few entries ahead are appointments, or wait for their moment: they are left to it.
    """
    times = [each.at for each in readings if each.at is not None and each.precision not in WHOLE]
    leads = sorted((at - now for at in times if now < at <= now + FURTHEST), reverse=True)
    if len(leads) < FEWEST or len(leads) < SHARE * len(times):
        return timedelta()
    return math.ceil(leads[math.floor(len(leads) * PINNED)] / HOUR) * HOUR


def by_our_clock(readings: Sequence[DateReading], ahead: timedelta) -> list[DateReading]:
    """The same dates, those with a time so much earlier."""
    return [
        replace(each, at=each.at - ahead) if each.at is not None and each.precision not in WHOLE else each
        for each in readings
    ]
