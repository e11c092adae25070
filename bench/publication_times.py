"""Corpora and a seed in, when the entries of many feeds came out; real rhythms and made ones.

Real feeds show some days or weeks of their past. Tiled, that past is repeated week by week; broken, one entry
in four is missing, the rest comes up to hours sooner or later, some twice, and a day in ten brings none.
"""

from __future__ import annotations

import calendar
import math
import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import feedparser

from real_feeds import real_feeds

MONDAY = 1_772_409_600.0  # 2 March 2026, 00:00 UTC
HOUR, DAY = 3600.0, 86400.0
WEEK = 7 * DAY
FEWEST = 10  # dated entries that show a rhythm
LONG_PAST = 60 * DAY


@dataclass(frozen=True, slots=True)
class Published:
    """One feed: seconds since the epoch, ascending, and how many entries its document holds."""

    times: Sequence[float]
    size: int
    rates: tuple[float, ...] | None = None  # entries an hour in the hours of a week, where they are known

    def hindsight(self) -> tuple[float, ...]:
        """The rates, or how many entries each hour of the week has had on average."""
        weeks = (max(self.times, default=MONDAY) - MONDAY) / WEEK or 1.0
        hours = Counter(int((at - MONDAY) // HOUR) % 168 for at in self.times)
        return self.rates or tuple((hours[hour] + 0.02) / weeks for hour in range(168))


def real_times(corpora: Path) -> list[list[float]]:
    """Of each real feed with enough dates, those of its document."""
    found = []
    for feed in real_feeds(corpora):
        entries = feedparser.parse(feed.body).entries
        structs = (entry.get("published_parsed") or entry.get("updated_parsed") for entry in entries)
        times = sorted({float(calendar.timegm(each)) for each in structs if each and each.tm_year > 2000})
        if len(times) >= FEWEST:
            found.append(times)
    return found


def tiled(times: list[float], days: int, chance: random.Random, *, broken: bool) -> Published:
    """The past of a document, again and again from MONDAY on, at the same hours of the week."""
    recent = [at for at in times if at > times[-1] - LONG_PAST]
    shown = recent if len(recent) >= FEWEST else times
    span = shown[-1] - shown[0]
    unit = WEEK if span > 2 * DAY else DAY
    period = unit * max(math.ceil((span + HOUR / 2) / unit), 1)
    start = MONDAY + (shown[0] - MONDAY) % WEEK - shown[0]
    copies = [at + start + number * period for number in range(int(days * DAY // period) + 1) for at in shown]
    if broken:
        lost = {day for day in range(days) if chance.random() < 0.1}
        kept = [at + chance.gauss(0, 1.5 * HOUR) for at in copies if chance.random() > 0.25]
        copies = kept + [at + chance.expovariate(1 / (2 * HOUR)) for at in kept if chance.random() < 0.1]
        copies = [at for at in copies if (at - MONDAY) // DAY not in lost]
    return Published(sorted(at for at in set(copies) if MONDAY <= at < MONDAY + days * DAY), len(times))


def made(days: int, chance: random.Random, feeds: int = 6) -> dict[str, list[Published]]:
    """Name → feeds, each with times of its own: two that share theirs have too few to compare by."""
    sets = {
        name: [Published(_random_times(rate, days, chance), size, _by_hour(rate)) for size in _sizes(feeds)]
        for name, rate in _RATES.items()
    }
    issues = [MONDAY + day * DAY + 5 * HOUR + 60 * number for day in range(days) for number in range(12)]
    sets["an issue a day"] = [Published(issues, size) for size in _sizes(feeds)]
    sets["bursts at random"] = [Published(_bursts(days, chance), size) for size in _sizes(feeds)]
    return sets


def _sizes(feeds: int) -> list[int]:
    return [(20, 50)[number % 2] for number in range(feeds)]


def _by_hour(rate: Callable[[float, int], float]) -> tuple[float, ...]:
    return tuple(rate(hour % 24, hour // 24) for hour in range(168))


def _bursts(days: int, chance: random.Random) -> list[float]:
    times: list[float] = []
    for day in range(days):
        for _ in range(chance.choice((0, 0, 1, 1, 2))):
            begins = MONDAY + (day + chance.random()) * DAY
            times += [begins + chance.expovariate(1 / HOUR) for _ in range(chance.randint(4, 20))]
    return sorted(times)


def _office(rate: float) -> Callable[[float, int], float]:
    return lambda hour, day: (rate if 7 <= hour < 20 else rate / 30) * (1.0 if day < 5 else 0.15)


_RATES: dict[str, Callable[[float, int], float]] = {  # (hour, day of the week) → entries an hour
    "office hours, 4 an hour": _office(4.0),
    "office hours, 1 an hour": _office(1.0),
    "office hours, 5 a week": _office(5 / 65),
    "a night desk": lambda hour, day: 3.0 if hour >= 18 else 0.1,
    "weekends": lambda hour, day: 1.5 if day >= 5 and 9 <= hour < 22 else 0.02,
    "steady, at random": lambda hour, day: 0.5,
}


def _random_times(rate: Callable[[float, int], float], days: int, chance: random.Random) -> list[float]:
    """A Poisson process by thinning."""
    highest = max(rate(hour, day) for hour in range(24) for day in range(7))
    at, found = MONDAY, []
    while (at := at + chance.expovariate(highest / HOUR)) < MONDAY + days * DAY:
        since = at - MONDAY
        if chance.random() < rate(since % DAY / HOUR, int(since // DAY) % 7) / highest:
            found.append(at)
    return found
