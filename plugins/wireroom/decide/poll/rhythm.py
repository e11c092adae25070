"""When a feed's entries were published in, how many an hour to expect at any hour of the week out."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
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
# How many entries the wider guess is worth: a week's hour with fewer is read after its hour of the day, that
# after the mean, and the mean after one entry in a day.
_HOUR_OF_DAY_COUNTS = 2.0
_MEAN_COUNTS = 8.0
_A_DAY_COUNTS = 0.1


def rhythm_after(before: Rhythm | None, dates: Iterable[DateReading], *, now: datetime) -> Rhythm | None:
    """Count the dates of a body's entries that are newer than those counted; `before` where there are none.

    The publisher's dates, not our polls, so an outage of ours teaches nothing wrong (Media Cloud learned from
    repeats between polls, and had to leave the late ones out). One without a time counts for all of its day,
    once that is over: until then more entries may come of it.
    """
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
    counts = [0.0] * HOURS if before is None else [_faded(before, as_of) * count for count in before.counts]
    for _, at, precision in readings:
        weight = UNIT * _half(as_of - at)
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


def hourly_rates(rhythm: Rhythm, now: datetime) -> tuple[float, ...]:
    """Entries to expect in each hour of the week; the silence since the newest counts.

    Neighbouring hours share what they know, and the fewer entries an hour has seen, the more it is read after
    the same hour of other days, and that after the mean: Gamma priors of Poisson rates.
    """
    fade = _faded(rhythm, now) / UNIT
    counts = _smoothed([count * fade for count in rhythm.counts])
    seen = _hours_seen(rhythm, now)
    mean = (sum(counts) + _A_DAY_COUNTS) / (sum(seen) + 24 * _A_DAY_COUNTS)
    of_day = [
        (sum(counts[hour::24]) + _MEAN_COUNTS) / (sum(seen[hour::24]) + _MEAN_COUNTS / mean)
        for hour in range(24)
    ]
    return tuple(
        (counts[hour] + _HOUR_OF_DAY_COUNTS) / (seen[hour] + _HOUR_OF_DAY_COUNTS / of_day[hour % 24])
        for hour in range(HOURS)
    )


def hour_of_week(at: datetime) -> int:
    """0 to 167."""
    return (at - _MONDAY) // HOUR % HOURS


def _known_at(at: datetime, precision: Precision | None) -> datetime:
    return at + (WHOLE.get(precision, timedelta()) if precision else timedelta())


def _began(oldest: datetime, newest: datetime, entries: int, now: datetime) -> datetime:
    """When the time began in which a first body's entries came: half a pace before the oldest of them."""
    return min(oldest - (newest - oldest) / entries, now - LEAST_SEEN)


def _hours_seen(rhythm: Rhythm, now: datetime) -> list[float]:
    """How often each hour of the week has passed since the count began; one long ago counts for less."""
    hours = max(now - rhythm.since, LEAST_SEEN) / HOUR
    weeks, rest = divmod(round(hours), HOURS)
    fades = 2.0 ** -(timedelta(weeks=1) / HALVED_IN)
    often, oftener = ((1 - fades**times) / (1 - fades) for times in (weeks, weeks + 1))
    seen = [0.0] * HOURS
    last = hour_of_week(now)
    for back in range(HOURS):
        seen[(last - back) % HOURS] = _half(back * HOUR) * (oftener if back < rest else often)
    return _smoothed(seen)  # as the counts are


def _smoothed(counts: Sequence[float]) -> list[float]:
    return [(counts[hour - 1] + 2 * counts[hour] + counts[(hour + 1) % HOURS]) / 4 for hour in range(HOURS)]


def _faded(rhythm: Rhythm, now: datetime) -> float:
    return _half(max(now - rhythm.at, timedelta()))


def _half(age: timedelta) -> float:
    return float(2.0 ** -(age / HALVED_IN))
