"""Hours in which a feed brought news in; after which silence something is wrong with it out.

Each hour of the week has its chance of news, learned from the hours like it. A silence is as long as the
news that were to be expected in it: a night counts little, a Tuesday noon much. How long silences of this
feed get, measured so, is learned from its own: beyond the longest fifth they fall off like an exponential,
however bursty the feed is; how fast leans on how much all of them vary, since a fifth is few. The limit is
where one silence in `ONE_IN` would be longer, to the minute.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

ONE_IN = 10_000  # intervals
WEEK = 168  # hours, from Monday midnight UTC
FEWEST = 15  # intervals; a rhythm of fewer is a guess
_TAIL = 0.2  # of the intervals, the longest
_PRIOR_TAIL = 60.0  # intervals of a tail that varies as all of its silences do, beside its own
_VARIES = (0.6, 1.75)  # of their mean: silences, as far as some weeks can be believed
_PRIOR_HOUR = 8.0  # weeks of hours like it that stand beside an hour's own
_SUREST = 0.98  # chance of news in an hour, at most
_LEAST = 0.2  # of the mean chance: no hour is certain to be quiet
_DOUBT = 1.05  # what a few weeks teach is less certain than the rhythm itself
_HOUR = timedelta(hours=1)
_DAY_KINDS = ((0, 1, 2, 3, 4), (5,), (6,))  # Monday to Friday are alike


@dataclass(frozen=True, slots=True)
class NewsRhythm:
    """What is usual of one feed."""

    chances: tuple[float, ...]  # of news, in each hour of the week
    longest_usual: float  # in expected news
    intervals: int  # learned from


def learn_rhythm(hours: Sequence[datetime], since: datetime, until: datetime) -> NewsRhythm | None:
    """From the hours with news between two moments, in order; None: too few of them."""
    if len(hours) <= FEWEST:
        return None
    first, last = _hour_number(since), max(_hour_number(until), _hour_number(hours[-1]) + 1)
    news = np.zeros(last - first)
    at = np.array([_hour_number(hour) for hour in hours]) - first
    news[at[at >= 0]] = 1.0
    chances = _chances(news, first % WEEK)
    expected = np.cumsum(-np.log1p(-np.resize(np.roll(chances, -(first % WEEK)), len(news))))
    silences = np.diff(expected[np.flatnonzero(news)])
    if len(silences) < FEWEST:
        return None
    return NewsRhythm(tuple(float(chance) for chance in chances), _longest_usual(silences), len(silences))


def silent_after(rhythm: NewsRhythm, last_news: datetime) -> datetime:
    """When a silence since then becomes longer than one in `ONE_IN`."""
    hazards = [-math.log1p(-chance) for chance in rhythm.chances]
    weeks, left = divmod(rhythm.longest_usual, sum(hazards))
    hour = _hour_number(last_news)
    begun = (last_news - _EPOCH) / _HOUR - hour  # of that hour, the share that had gone
    left += begun * hazards[hour % WEEK]
    while left > hazards[hour % WEEK]:
        left -= hazards[hour % WEEK]
        hour += 1
    return _EPOCH + (hour + int(weeks) * WEEK + left / hazards[hour % WEEK]) * _HOUR


def is_too_silent(rhythm: NewsRhythm, last_news: datetime, last_well: datetime) -> bool:
    """A feed that was asked all along and brought nothing."""
    return last_well >= silent_after(rhythm, last_news)


_EPOCH = datetime.fromisoformat("2024-01-01T00:00:00+00:00")  # a Monday


def _hour_number(moment: datetime) -> int:
    return (moment - _EPOCH) // _HOUR


def _chances(news: np.ndarray, first: int) -> np.ndarray:
    """Each hour's own share of news, leaning on the hours beside it and those of days like it."""
    of_week = (np.arange(len(news)) + first) % WEEK
    weeks = np.bincount(of_week, minlength=WEEK).astype(float)
    hits = np.bincount(of_week, weights=news, minlength=WEEK)
    mean = (hits.sum() + 0.5) / (weeks.sum() + 1)
    chances = np.empty(WEEK)
    for days in _DAY_KINDS:
        at = np.array([[day * 24 + hour for hour in range(24)] for day in days])
        like = _beside(hits[at].sum(axis=0)) + 2 * mean
        alike = like / (_beside(weeks[at].sum(axis=0)) + 2)
        chances[at] = (hits[at] + _PRIOR_HOUR * alike) / (weeks[at] + _PRIOR_HOUR)
    return np.clip(chances, _LEAST * mean, _SUREST)


def _beside(of_day: np.ndarray) -> np.ndarray:
    """Half of the hour itself, a quarter of each neighbour."""
    return of_day / 2 + np.roll(of_day, 1) / 4 + np.roll(of_day, -1) / 4


def _longest_usual(silences: np.ndarray) -> float:
    """In expected news; a feed whose news come independently of each other has ln(10,000) = 9.2."""
    start = float(np.quantile(silences, 1 - _TAIL))
    beyond = silences[silences > start] - start
    usual = float(silences.mean())
    varies = float(
        np.clip(silences.std(), _VARIES[0] * usual, _VARIES[1] * usual)
    )  # an exponential: its mean
    mean = (float(beyond.sum()) + _PRIOR_TAIL * varies) / (len(beyond) + _PRIOR_TAIL)
    return _DOUBT * (start + mean * math.log(_TAIL * ONE_IN))
