"""What a poll showed in, seconds until the next out: our rule and those of others, each with a scale to turn.

A larger scale asks less. The others have no bound by the document's window, as theirs have none.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Protocol

from publication_times import DAY, HOUR, WEEK
from wireroom.decide.poll.habits import Habits
from wireroom.decide.poll.poll_interval import poll_interval, worth_a_poll
from wireroom.decide.poll.rhythm import rhythm_after
from wireroom.decide.poll.window import window_after
from wireroom.models import (
    DateReading,
    Exchange,
    Feed,
    FeedSpec,
    Outcome,
    PollLimits,
    Precision,
    Rhythm,
    Window,
)

LEAST, MOST = 300.0, DAY


class Rule(Protocol):
    """`document`: times of its entries; `fresh`: of those not seen before. Both empty for a 304."""

    def wait(self, now: float, document: Sequence[float], fresh: Sequence[float]) -> float: ...


class Fixed:
    """Every so many minutes, whatever is published."""

    def __init__(self, scale: float) -> None:
        self._wait = 30 * 60 * scale

    def wait(self, now: float, document: Sequence[float], fresh: Sequence[float]) -> float:
        return self._wait


class LikeMiniflux:
    """As often as entries came in the last week."""

    def __init__(self, scale: float) -> None:
        self._scale = scale
        self._week: list[float] = []

    def wait(self, now: float, document: Sequence[float], fresh: Sequence[float]) -> float:
        self._week = [at for at in (*self._week, *fresh) if at > now - WEEK]
        return _clamp(WEEK / len(self._week) * self._scale if self._week else MOST)


class LikeMediaCloud:
    """Sooner after a poll that brought much, later after one that brought nothing."""

    def __init__(self, scale: float) -> None:
        self._scale = scale
        self._period = HOUR

    def wait(self, now: float, document: Sequence[float], fresh: Sequence[float]) -> float:
        goal = min(max(self._scale, 0.05), 20.0)  # entries that a poll should bring
        self._period = _clamp(self._period * (1.1 if len(fresh) < goal else 0.8))
        return self._period


class Ours:
    """As production decides; `scale` in minutes of waiting. `bounded`: by the document's window too."""

    def __init__(self, scale: float, *, bounded: bool = True) -> None:
        self._waiting = timedelta(minutes=scale)
        self._bounded = bounded
        self._rhythm: Rhythm | None = None
        self._window: Window | None = None

    def wait(self, now: float, document: Sequence[float], fresh: Sequence[float]) -> float:
        at = datetime.fromtimestamp(now, UTC)
        if document:
            times = [datetime.fromtimestamp(each, UTC) for each in document]
            dates = [DateReading("", "", at=each, precision=Precision.SECOND) for each in times]
            self._rhythm = rhythm_after(self._rhythm, dates, now=at)
            if self._bounded:
                self._window = window_after(self._window, times, now=at, seen_at=at)
        decided = poll_interval(
            Feed(1, FeedSpec("https://feed.example/")),
            Exchange(1, "https://feed.example/", at, Outcome.OK),
            None,
            Habits(self._rhythm, self._window),
            PollLimits(timedelta(seconds=LEAST), timedelta(seconds=MOST), self._waiting),
            now=at,
        )
        return decided.wait.total_seconds()


class Oracle:
    """Our rule with nothing to learn: it was told how many entries each hour of the week brings."""

    def __init__(self, scale: float, rates: Sequence[float]) -> None:
        self._waiting, self._rates = timedelta(minutes=scale), rates

    def wait(self, now: float, document: Sequence[float], fresh: Sequence[float]) -> float:
        at = datetime.fromtimestamp(now, UTC)
        wait, _ = worth_a_poll(self._rates, at, waiting=self._waiting, most=timedelta(seconds=MOST))
        return _clamp(wait.total_seconds())


def _clamp(seconds: float) -> float:
    return min(max(seconds, LEAST), MOST)
