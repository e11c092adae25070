"""Silences of simulated feeds against their alerts: how many are found in time, how many alarms are false.

Each simulated feed has the rhythm of a real one of the corpora: its articles a day, its hours, its weekends,
its bursts (a gamma renewal process in the time that its hours make). Without the corpora a mix like theirs
stands in. Six weeks are learned; four without a fault count false alarms; then its news stop. Beside it the
same for somebody who knows the true rhythm: six weeks cannot teach more.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import feedparser
import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))
import itertools

from real_feeds import real_feeds
from rows import corpora
from wireroom.decide.alerts import NewsRhythm, learn_rhythm, silent_after

BEGIN = datetime(2026, 9, 7, tzinfo=UTC)  # a Monday
LEARNED, TESTED = 42, 28  # days
STEP = 1 / 12  # hours: news come in steps of five minutes
HOUR = timedelta(hours=1)
MOST_FALSE, FOUND, FOUND_WITHIN = 1.0, 0.95, 1.5


@dataclass(frozen=True, slots=True)
class Model:
    """What a feed's news follow."""

    a_day: float
    hours: np.ndarray  # 24 shares
    weekend: float  # of a working day's news
    shape: float  # of the gamma; below 1: bursts
    entries: int = 30  # of its document

    def intensity(self, days: int) -> np.ndarray:
        """News to be expected in each step."""
        of_day = np.repeat(self.hours, 12) / 12 * self.a_day
        return np.concatenate([of_day * (self.weekend if day % 7 > 4 else 1.0) for day in range(days)])


def models(wanted: int, chance: np.random.Generator) -> Iterator[Model]:
    """Rhythms of real feeds, drawn again and again."""
    known = list(_fitted()) if corpora().exists() else []
    while not known or wanted > 0:
        if known:
            yield known[chance.integers(len(known))]
        else:
            hours = chance.dirichlet(np.ones(24) * 1.5)
            a_day = float(np.exp(chance.normal(1.6, 1.3)))
            yield Model(a_day, hours, chance.uniform(0.2, 1), chance.uniform(0.5, 1.3))
        wanted -= 1
        if wanted <= 0:
            return


def _fitted() -> Iterator[Model]:
    for feed in real_feeds(corpora()):
        parsed = feedparser.parse(feed.body)
        dates = [e.get("published_parsed") or e.get("updated_parsed") for e in parsed.entries]
        moments = sorted(
            {datetime(*date[:6], tzinfo=UTC) for date in dates if date and 1990 < date[0] < 2030}
        )
        days = (moments[-1] - moments[0]) / timedelta(days=1) if len(moments) > 15 else 0.0
        if not 0.05 < days < 400:
            continue
        gaps = np.diff([moment.timestamp() for moment in moments])
        hours = np.bincount([moment.hour for moment in moments], minlength=24) + 0.25
        weekend = np.mean([moment.weekday() > 4 for moment in moments]) if days > 13 else 2 / 7 * 0.7
        spread = float(np.var(gaps) / np.mean(gaps) ** 2)
        yield Model(
            len(moments) / days,
            hours / hours.sum(),
            float(np.clip(weekend / 2 / ((1 - weekend) / 5 + 1e-9), 0.1, 1.0)),
            float(np.clip(1 / spread, 0.4, 2.0)),
            len(moments),
        )


@dataclass(slots=True)
class Outcome:
    """One feed's life."""

    intervals_a_week: float
    false_alarms: int
    found_after: float  # of the silence that one interval in 10,000 of the true rhythm reaches, and a poll
    false_at_best: int  # by the true rhythm
    found_at_best: float


def live(model: Model, chance: np.random.Generator, one_in: dict[float, float]) -> Outcome | None:
    """Learn, test, break; None: too few news to know a rhythm."""
    expected = np.cumsum(model.intensity(LEARNED + TESTED))
    draws = chance.gamma(model.shape, 1 / model.shape, int(expected[-1] * 1.5) + 50).cumsum()
    steps = np.searchsorted(expected, draws[draws < expected[-1]])
    every = float(np.clip(12 / max(model.a_day, 1e-9), STEP, 24))  # hours between polls: half the usual gap
    polls = np.cumsum(chance.uniform(0.9, 1.1, int((LEARNED + TESTED) * 24 / every) + 1) * every)
    seen = np.unique(np.searchsorted(polls, steps * STEP))
    arrivals = polls[seen[seen < len(polls)]]
    learned = [BEGIN + hour * HOUR for hour in np.unique(arrivals[arrivals < LEARNED * 24] // 1).tolist()]
    rhythm = learn_rhythm(learned, BEGIN, BEGIN + timedelta(days=LEARNED))
    if rhythm is None:
        return None
    key = round(model.shape, 2)
    if key not in one_in:
        one_in[key] = float(np.quantile(chance.gamma(model.shape, 1 / model.shape, 1_000_000), 0.9999))
    of_week = model.intensity(7).reshape(168, 12).sum(axis=1)
    true = NewsRhythm(tuple((1 - np.exp(-of_week)).clip(1e-6, 1 - 1e-12).tolist()), one_in[key], 0)
    last = float(chance.uniform(0, 168))
    return Outcome(
        len(learned) / 6,
        _false_alarms(rhythm, polls, arrivals),
        _broken(model, rhythm, last, every, one_in[key]),
        _false_alarms(true, polls, arrivals),
        _broken(model, true, last, every, one_in[key]),
    )


def _false_alarms(rhythm: NewsRhythm, polls: np.ndarray, arrivals: np.ndarray) -> int:
    count = 0
    for last, following in itertools.pairwise(arrivals[arrivals > (LEARNED - 2) * 24]):
        well = polls[np.searchsorted(polls, following) - 1]  # the last poll before
        if following > LEARNED * 24 and well > last:
            limit = (silent_after(rhythm, BEGIN + float(last) * HOUR) - BEGIN) / HOUR
            count += bool(well >= limit)
    return count


def _broken(model: Model, rhythm: NewsRhythm, last: float, every: float, one_in: float) -> float:
    """News end at that hour of the week: when it is noticed, by when the true rhythm makes it so rare."""
    rates = np.tile(model.intensity(7), 60)
    ahead = np.cumsum(rates[int(last / STEP) :])
    ideal = float(np.searchsorted(ahead, one_in)) * STEP
    limit = (silent_after(rhythm, BEGIN + (last + every / 2) * HOUR) - BEGIN) / HOUR - last
    noticed = every * (int(limit / every) + 1)
    return noticed / (ideal + every + 1)


def main() -> int:
    """Print what came out; exit code 1 past a bar."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--feeds", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=16)
    arguments = parser.parse_args()
    chance, one_in = np.random.default_rng(arguments.seed), {}
    lived = [live(model, chance, one_in) for model in models(arguments.feeds, chance)]
    known = [outcome for outcome in lived if outcome]
    ratios = np.array([outcome.found_after for outcome in known])
    at_best = np.array([outcome.found_at_best for outcome in known])
    weekly = np.median([outcome.intervals_a_week for outcome in known])
    weeks = len(known) * TESTED / 7
    false = 100 * sum(outcome.false_alarms for outcome in known) / weeks
    false_at_best = 100 * sum(outcome.false_at_best for outcome in known) / weeks
    print(f"{len(lived)} feeds, {len(known)} with a known rhythm, {weekly:.0f} intervals a week (median)")
    print(f"false alarms per 100 feeds a week: {false:.2f} (bar {MOST_FALSE}; at best {false_at_best:.2f})")
    for factor in (1.0, 1.25, 1.5, 2.0):
        found, best = (ratios <= factor).mean(), (at_best <= factor).mean()
        print(f"found within {factor} x the true 1 in 10,000: {found:.1%} (at best {best:.1%})")
    print("the same ratio, 5 25 50 75 95 %:", np.round(np.quantile(ratios, (0.05, 0.25, 0.5, 0.75, 0.95)), 2))
    return int(false > MOST_FALSE or (ratios <= FOUND_WITHIN).mean() < FOUND)


if __name__ == "__main__":
    sys.exit(main())
