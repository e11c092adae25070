"""When a feed's entries were published in, how many came in each hour of the week out."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from wireroom.models import DateReading, Precision, Rhythm

HOURS = 7 * 24  # of a week, in UTC, from Monday's first
HOUR = timedelta(hours=1)
HALVED_IN = timedelta(weeks=4)  # what was published counts half as much
FADES_EVERY = timedelta(
    weeks=1
)  # whole numbers faded at each of many polls would be rounded back and never fade
WHOLE = {Precision.DAY: timedelta(days=1), Precision.MONTH: timedelta(days=31)}  # known when it is over
UNIT = 64  # counts are kept in parts of an entry
PINNED = 0.1  # share of a first body's entries that may be older than the rest for reasons of their own
LEAST_SEEN = timedelta(hours=1)  # a body whose entries all came at once tells no less than this
_MOST = 2**15 - 1  # a smallint holds
_MONDAY = datetime(2001, 1, 1, tzinfo=UTC)


def rhythm_after(before: Rhythm | None, dates: Iterable[DateReading], *, now: datetime) -> Rhythm | None:
    """Count the dates of a body's entries that are newer than those counted; `before` where there are none.

    The publisher's dates, not our polls, so an outage of ours teaches nothing wrong (Media Cloud learned from
    repeats between polls, and had to leave the late ones out). One without a time counts for all of its day,
    once that is over: until then more entries may come of it. Where `before` was counted by a clock ahead of
    `now`, entries from now on count again: else none would until that moment comes.
    """
    if before is not None:
        before = replace(before, until=min(before.until, now), at=min(before.at, now))
    known = (
        (_known_at(date.at, date.precision), date.at, date.precision) for date in dates if date.at is not None
    )
    readings = sorted((reading for reading in known if reading[0] <= now), key=lambda reading: reading[0])
    if before is None:
        readings = readings[math.floor(len(readings) * PINNED) :]
    else:
        readings = [reading for reading in readings if reading[0] > before.until]
    if not readings:
        return before
    as_of = before.at if before is not None and timedelta() <= now - before.at < FADES_EVERY else now
    counts = [0.0] * HOURS if before is None else [faded(before, as_of) * count for count in before.counts]
    for _, at, precision in readings:
        weight = UNIT * half(as_of - at)
        if precision in WHOLE:
            for hour in range(24):
                counts[(hour_of_week(at) + hour) % HOURS] += weight / 24
        else:
            counts[hour_of_week(at)] += weight
    until = readings[-1][0]
    return Rhythm(
        counts=tuple(min(round(count), _MOST) for count in counts),
        since=_began(readings[0][1], until, len(readings), now) if before is None else before.since,
        until=until,
        at=as_of,
    )


def hour_of_week(at: datetime) -> int:
    """0 to 167."""
    return (at - _MONDAY) // HOUR % HOURS


def _known_at(at: datetime, precision: Precision | None) -> datetime:
    return at + (WHOLE.get(precision, timedelta()) if precision else timedelta())


def _began(oldest: datetime, newest: datetime, entries: int, now: datetime) -> datetime:
    """When the time began in which a first body's entries came: half a pace before the oldest of them."""
    return min(oldest - (newest - oldest) / entries, now - LEAST_SEEN)


def faded(rhythm: Rhythm, now: datetime) -> float:
    """What its counts are worth now, as a share."""
    return half(max(now - rhythm.at, timedelta()))


def half(age: timedelta) -> float:
    """What an entry of that age counts."""
    return float(2.0 ** -(age / HALVED_IN))
