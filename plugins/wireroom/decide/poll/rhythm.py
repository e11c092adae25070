"""A feed's rhythm: how many entries came in each hour of the week, and how many to expect in each."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from wireroom.models import DateReading, Precision, Rhythm

HOURS = 7 * 24  # of a week, in UTC, from Monday's first
HOUR = timedelta(hours=1)
HALVED_IN = timedelta(weeks=4)  # after this time an entry counts half
# Counts are whole numbers: if they were faded at each of many polls, rounding would restore them each time.
FADES_EVERY = timedelta(weeks=1)
WHOLE = {Precision.DAY: timedelta(days=1), Precision.MONTH: timedelta(days=31)}  # counted when it is over
UNIT = 64  # counts are kept in 64ths of an entry
PINNED = 0.1  # share of a first body's entries that may be much older than the rest
LEAST_SEEN = timedelta(hours=1)  # shortest time that a first body is assumed to cover
_MOST = 2**15 - 1  # of a smallint
_MONDAY = datetime(2001, 1, 1, tzinfo=UTC)
_DAY = 24  # hours
_STRENGTHS = (1.0, 4.0, 16.0, 64.0)  # weights of a prior that are considered, in entries
_LOGS = tuple((worth, math.log(worth), math.lgamma(worth)) for worth in _STRENGTHS)
_AT_ANY_HOUR = 0.1  # share of the entries that follow no rhythm
_A_DAY_COUNTS = 0.1  # weight of the prior rate of one entry a day, in entries


def rhythm_after(before: Rhythm | None, dates: Iterable[DateReading], *, now: datetime) -> Rhythm | None:
    """Add the dates of a body's entries that are newer than those counted; `before` if there are none.

    The publisher's dates are counted, not our polls, so that an outage of ours does no harm (Media Cloud
    learned from repeats between polls, and had to leave the late ones out). A date without a time counts for
    each hour of its day once the day is over, since more entries of that day may come. If `before` was
    counted by a clock ahead of `now`, entries from now on count again.
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
    """The hour of the week in UTC, from 0 (Monday, 00:00) to 167."""
    return (at - _MONDAY) // HOUR % HOURS


def _known_at(at: datetime, precision: Precision | None) -> datetime:
    return at + (WHOLE.get(precision, timedelta()) if precision else timedelta())


def _began(oldest: datetime, newest: datetime, entries: int, now: datetime) -> datetime:
    """The start of the time that a first body covers: one mean interval before its oldest entry."""
    return min(oldest - (newest - oldest) / entries, now - LEAST_SEEN)


def faded(rhythm: Rhythm, now: datetime) -> float:
    """The factor by which the counts of `rhythm` have faded by `now`."""
    return half(max(now - rhythm.at, timedelta()))


def half(age: timedelta) -> float:
    """The weight of an entry of that age."""
    return float(2.0 ** -(age / HALVED_IN))


_HALF_AFTER = tuple(half(hours * HOUR) for hours in range(HOURS))


def hourly_rates(rhythm: Rhythm, now: datetime) -> tuple[float, ...]:
    """The expected entries an hour for each hour of the week; hours since the newest entry count as empty."""
    fade = faded(rhythm, now) / UNIT
    counts = [count * fade for count in rhythm.counts]
    seen = _hours_seen(rhythm, now)
    mean = (sum(counts) + _A_DAY_COUNTS) / (sum(seen) + _DAY * _A_DAY_COUNTS)
    usual = _by_day_and_hour(counts, seen, mean)
    worth = _strength(counts, [often * rate for often, rate in zip(seen, usual, strict=True)])
    near, often = _smoothed(counts), _smoothed(seen)  # neighbouring hours share what they know
    rates = ((near[hour] + worth) / (often[hour] + worth / usual[hour]) for hour in range(HOURS))
    return tuple((1 - _AT_ANY_HOUR) * rate + _AT_ANY_HOUR * mean for rate in rates)


def _by_day_and_hour(counts: Sequence[float], seen: Sequence[float], mean: float) -> list[float]:
    """The rates of the hours of a day, times a factor for each day of the week."""
    came, often = _hours_of_day(_smoothed(counts)), _hours_of_day(_smoothed(seen))
    worth = _strength(_hours_of_day(counts), [mean * each for each in often])
    of_hour = [(came[hour] + worth) / (often[hour] + worth / mean) for hour in range(_DAY)]
    days = range(0, HOURS, _DAY)
    brought = [sum(counts[day : day + _DAY]) for day in days]
    usual = [sum(seen[day + hour] * of_hour[hour] for hour in range(_DAY)) for day in days]
    worth = _strength(brought, usual)
    of_day = [(came + worth) / (expected + worth) for came, expected in zip(brought, usual, strict=True)]
    return [factor * rate for factor in of_day for rate in of_hour]


def _strength(counts: Sequence[float], expected: Sequence[float]) -> float:
    """The weight, in entries, of the prior `expected`: the mean of _STRENGTHS, weighted by their likelihood.

    It is the geometric mean; the marginal likelihood of `counts` is negative binomial. The prior probability
    of a strength is proportional to it, so that a few entries are not taken for a rhythm.
    """
    both = list(zip(counts, expected, strict=True))
    logs = [log + _log_likelihood(both, worth, log, gamma) for worth, log, gamma in _LOGS]
    highest = max(logs)
    chances = [math.exp(each - highest) for each in logs]
    weighed = sum(chance * log for chance, (_, log, _) in zip(chances, _LOGS, strict=True))
    return math.exp(weighed / sum(chances))


def _log_likelihood(both: list[tuple[float, float]], worth: float, log: float, gamma: float) -> float:
    """Of counts beside what is expected. Each poll of each feed computes 800 terms, so a loop is worth it."""
    lgamma, log1p, total = math.lgamma, math.log1p, 0.0
    for count, usual in both:
        if count:
            total += lgamma(count + worth) - gamma - count * log
        total -= (count + worth) * log1p(usual / worth)
    return total


def _hours_seen(rhythm: Rhythm, now: datetime) -> list[float]:
    """How often each hour of the week has passed since the count began, faded like the counts."""
    hours = max(now - rhythm.since, LEAST_SEEN) / HOUR
    weeks, rest = divmod(round(hours), HOURS)
    fades = 2.0 ** -(timedelta(weeks=1) / HALVED_IN)
    often, oftener = ((1 - fades**times) / (1 - fades) for times in (weeks, weeks + 1))
    seen = [0.0] * HOURS
    last = hour_of_week(now)
    for back in range(HOURS):
        seen[(last - back) % HOURS] = _HALF_AFTER[back] * (oftener if back < rest else often)
    return seen


def _hours_of_day(counts: Sequence[float]) -> list[float]:
    return [sum(counts[hour::_DAY]) for hour in range(_DAY)]


def _smoothed(counts: Sequence[float]) -> list[float]:
    return [(counts[hour - 1] + 2 * counts[hour] + counts[(hour + 1) % HOURS]) / 4 for hour in range(HOURS)]
