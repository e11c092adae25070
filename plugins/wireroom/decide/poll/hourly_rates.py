"""A feed's rhythm in, how many entries to expect in each hour of the week out.

What is not known yet is read after what is: an hour of the week after its hour of the day and its day of
the week, these after the mean. How far, the counts tell themselves: of some strengths those are taken that
make the counts likeliest (empirical Bayes; Gamma priors of Poisson rates). Entries that come at any hour give
a flat rate, an issue each morning at five a sharp one, after the same few days.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime, timedelta

from wireroom.decide.poll.rhythm import HALVED_IN, HOUR, HOURS, LEAST_SEEN, UNIT, faded, half, hour_of_week
from wireroom.models import Rhythm

DAY = 24
_STRENGTHS = (1.0, 4.0, 16.0, 64.0)  # entries that the wider guess may be worth
_AT_ANY_HOUR = 0.1  # share of the entries that keeps to no rhythm
_A_DAY_COUNTS = 0.1  # entries that the mean of one a day is worth


def hourly_rates(rhythm: Rhythm, now: datetime) -> tuple[float, ...]:
    """Entries an hour in each of the 168, from Monday's first in UTC; the silence since the newest counts."""
    fade = faded(rhythm, now) / UNIT
    counts = [count * fade for count in rhythm.counts]
    seen = _hours_seen(rhythm, now)
    mean = (sum(counts) + _A_DAY_COUNTS) / (sum(seen) + DAY * _A_DAY_COUNTS)
    usual = _by_day_and_hour(counts, seen, mean)
    worth = _strength(counts, [often * rate for often, rate in zip(seen, usual, strict=True)])
    near, often = _smoothed(counts), _smoothed(seen)  # neighbouring hours share what they know
    rates = ((near[hour] + worth) / (often[hour] + worth / usual[hour]) for hour in range(HOURS))
    return tuple((1 - _AT_ANY_HOUR) * rate + _AT_ANY_HOUR * mean for rate in rates)


def _by_day_and_hour(counts: Sequence[float], seen: Sequence[float], mean: float) -> list[float]:
    """The rates of the hours of a day, times how much more than others each day of the week brings."""
    came, often = _hours_of_day(_smoothed(counts)), _hours_of_day(_smoothed(seen))
    worth = _strength(_hours_of_day(counts), [mean * each for each in often])
    of_hour = [(came[hour] + worth) / (often[hour] + worth / mean) for hour in range(DAY)]
    days = range(0, HOURS, DAY)
    brought = [sum(counts[day : day + DAY]) for day in days]
    usual = [sum(seen[day + hour] * of_hour[hour] for hour in range(DAY)) for day in days]
    worth = _strength(brought, usual)
    of_day = [(came + worth) / (expected + worth) for came, expected in zip(brought, usual, strict=True)]
    return [factor * rate for factor in of_day for rate in of_hour]


def _strength(counts: Sequence[float], expected: Sequence[float]) -> float:
    """Entries that `expected` is worth beside `counts`: the strengths, weighed by how likely each makes them.

    The marginal likelihood is negative binomial. A priori a strength is the likelier the larger it is, so
    that a few entries are not taken for a rhythm.
    """
    logs = [
        math.log(worth)
        + sum(
            (math.lgamma(count + worth) - math.lgamma(worth) - count * math.log(worth) if count else 0.0)
            - (count + worth) * math.log1p(usual / worth)
            for count, usual in zip(counts, expected, strict=True)
        )
        for worth in _STRENGTHS
    ]
    highest = max(logs)
    chances = [math.exp(each - highest) for each in logs]
    weighed = sum(chance * math.log(worth) for chance, worth in zip(chances, _STRENGTHS, strict=True))
    return math.exp(weighed / sum(chances))


def _hours_seen(rhythm: Rhythm, now: datetime) -> list[float]:
    """How often each hour of the week has passed since the count began; one long ago counts for less."""
    hours = max(now - rhythm.since, LEAST_SEEN) / HOUR
    weeks, rest = divmod(round(hours), HOURS)
    fades = 2.0 ** -(timedelta(weeks=1) / HALVED_IN)
    often, oftener = ((1 - fades**times) / (1 - fades) for times in (weeks, weeks + 1))
    seen = [0.0] * HOURS
    last = hour_of_week(now)
    for back in range(HOURS):
        seen[(last - back) % HOURS] = half(back * HOUR) * (oftener if back < rest else often)
    return seen


def _hours_of_day(counts: Sequence[float]) -> list[float]:
    return [sum(counts[hour::DAY]) for hour in range(DAY)]


def _smoothed(counts: Sequence[float]) -> list[float]:
    return [(counts[hour - 1] + 2 * counts[hour] + counts[(hour + 1) % HOURS]) / 4 for hour in range(HOURS)]
