"""Learn when a feed usually brings news, and after what silence something is probably wrong with it.

Each hour of the week has a probability of news, learned from it and similar hours. The length of a silence
is measured in the news expected during it: a night counts little, Tuesday noon much. In this measure the
longest fifth of a feed's silences follows an exponential distribution, however bursty the feed is. Because a
fifth is a small sample, the mean of that tail is estimated together with the spread of all silences. The
limit is the silence that only one in `ONE_IN` exceeds.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

ONE_IN = 10_000  # intervals
WEEK = 168  # hours, from Monday midnight UTC
FEWEST = 15  # intervals; a rhythm learned from fewer would be a guess
_TAIL = 0.2  # the share of intervals, the longest, that form the tail
_PRIOR_TAIL = 60.0  # weight of the prior for the tail's mean (the spread of all silences), in intervals
_VARIES = (0.6, 1.75)  # limits of the standard deviation of silences, as a multiple of their mean
_PRIOR_HOUR = 8.0  # weight of similar hours beside an hour's own data, in weeks
_SUREST = 0.98  # highest probability of news in an hour
_LEAST = 0.2  # lowest one, as a share of the mean: no hour is certain to be quiet
_DOUBT = 1.05  # widens the limit, since the rhythm is learned from only a few weeks
_HOUR = timedelta(hours=1)
_DAY_KINDS = ((0, 1, 2, 3, 4), (5,), (6,))  # Monday to Friday are alike


@dataclass(frozen=True, slots=True)
class NewsRhythm:
    """What is usual for one feed."""

    chances: tuple[float, ...]  # probability of news in each hour of the week
    longest_usual: float  # the longest usual silence, in expected news
    intervals: int  # number of silences it was learned from


def learn_rhythm(hours: Sequence[datetime], since: datetime, until: datetime) -> NewsRhythm | None:
    """Learn from the hours with news between `since` and `until`, in order; None if there are too few."""
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
    """When a silence since `last_news` becomes longer than all but one in `ONE_IN`."""
    hazards = [-math.log1p(-chance) for chance in rhythm.chances]
    weeks, left = divmod(rhythm.longest_usual, sum(hazards))
    hour = _hour_number(last_news)
    begun = (last_news - _EPOCH) / _HOUR - hour  # share of that hour that had passed
    left += begun * hazards[hour % WEEK]
    while left > hazards[hour % WEEK]:
        left -= hazards[hour % WEEK]
        hour += 1
    return _EPOCH + (hour + int(weeks) * WEEK + left / hazards[hour % WEEK]) * _HOUR


def is_too_silent(rhythm: NewsRhythm, last_news: datetime, last_well: datetime) -> bool:
    """Whether a feed was still polled successfully after its silence had become too long."""
    return last_well >= silent_after(rhythm, last_news)


_EPOCH = datetime.fromisoformat("2024-01-01T00:00:00+00:00")  # a Monday


def _hour_number(moment: datetime) -> int:
    return (moment - _EPOCH) // _HOUR


def _chances(news: np.ndarray, first: int) -> np.ndarray:
    """The probability of news in each hour of the week, smoothed by adjacent hours and similar days."""
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
    """Each hour smoothed: half of itself, a quarter of each neighbour."""
    return of_day / 2 + np.roll(of_day, 1) / 4 + np.roll(of_day, -1) / 4


def _longest_usual(silences: np.ndarray) -> float:
    """The limit in expected news; about ln(10,000) = 9.2 if a feed's news are independent of each other."""
    start = float(np.quantile(silences, 1 - _TAIL))
    beyond = silences[silences > start] - start
    usual = float(silences.mean())
    varies = float(
        np.clip(silences.std(), _VARIES[0] * usual, _VARIES[1] * usual)
    )  # an exponential: its mean
    mean = (float(beyond.sum()) + _PRIOR_TAIL * varies) / (len(beyond) + _PRIOR_TAIL)
    return _DOUBT * (start + mean * math.log(_TAIL * ONE_IN))
