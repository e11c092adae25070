"""Publication times in, delays under our schedule and others' at equal requests out.

    python bench/schedule.py --corpora PATH [--feeds 24] [--days 21] [--waiting 20]

Each set of feeds is polled by our rule; each other rule is then turned until it makes as many requests. The
first week teaches and is not counted. Ratios below 1 are ours; `missed` is the share of entries that left the
document unseen. The oracle is our rule with nothing to learn and no bound: the others are turned to its
requests too, and what it does not reach no learning can.
"""

from __future__ import annotations

import argparse
import math
import random
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from publication_times import DAY, HOUR, MONDAY, Published, made, real_times, tiled
from schedule_rules import Fixed, LikeMediaCloud, LikeMiniflux, Oracle, Ours, Rule

RUN = 300.0  # seconds between two runs
EARLY = 120.0  # a feed that is due so soon is taken along
LEARNS = 7 * DAY
TURNS = 12
CLOSE = 0.02  # of the requests: equal


class Found(NamedTuple):
    polls: int
    mean: float  # minutes from publication to poll
    p95: float
    missed: float  # share of the entries

    def words(self) -> str:
        return f"{self.mean:.0f}/{self.p95:.0f} min, {self.missed:.2%}"


def follow(feed: Published, rule: Rule, days: int, chance: random.Random) -> tuple[list[float], int, int]:
    """Poll as runs would: delays, missed entries, polls."""
    start = now = MONDAY + 2 * DAY + 3 * HOUR
    seen, had = bisect_right(feed.times, now), -1
    delays: list[float] = []
    missed = polls = 0
    while now < MONDAY + days * DAY:
        there = bisect_right(feed.times, now)
        first = max(there - feed.size, 0)
        document = feed.times[first:there] if there != had else []
        fresh = feed.times[max(seen, first) : there]
        if now >= start + LEARNS:
            polls += 1
            missed += max(first - seen, 0)
            delays += [now - at for at in fresh]
        seen, had = there, there
        wait = rule.wait(now, document, fresh) * (1 + 0.1 * (2 * chance.random() - 1))
        now = start + RUN * math.ceil((now + max(wait, RUN) - EARLY - start) / RUN)
    return delays, missed, polls


def run(feeds: Sequence[Published], make: Callable[[Published], Rule], days: int) -> Found:
    """All feeds of a set under one rule, made for each."""
    delays: list[float] = []
    missed = polls = 0
    for feed in feeds:
        own, lost, asked = follow(feed, make(feed), days, random.Random(1))
        delays += own
        missed, polls = missed + lost, polls + asked
    delays.sort()
    mean = sum(delays) / max(len(delays), 1) / 60
    p95 = delays[int(0.95 * len(delays))] / 60 if delays else 0.0
    return Found(polls, mean, p95, missed / max(len(delays) + missed, 1))


def at_equal_requests(
    feeds: Sequence[Published], rule: Callable[[float], Rule], polls: int, days: int
) -> Found | None:
    """The rule turned until it asks `polls` times; None where it cannot be."""
    low, high = 1e-3, 1e3
    for _ in range(TURNS):
        scale = math.sqrt(low * high)
        found = run(feeds, lambda _, scale=scale: rule(scale), days)
        if abs(found.polls / polls - 1) < CLOSE:
            return found
        low, high = (scale, high) if found.polls > polls else (low, scale)
    return found if abs(found.polls / polls - 1) < 3 * CLOSE else None


def compare(name: str, feeds: Sequence[Published], days: int, waiting: float) -> tuple[float, ...]:
    """One line; ours and an oracle's over the best other's, mean and p95 of each."""
    ours = run(feeds, lambda _: Ours(waiting), days)
    unbounded = run(feeds, lambda _: Ours(waiting, bounded=False), days)
    oracle = run(feeds, lambda feed: Oracle(waiting, feed.hindsight()), days)
    others = {rule.__name__: at_equal_requests(feeds, rule, ours.polls, days) for rule in OTHERS}
    mean, p95 = _over_the_best(ours, others.values())
    others_then = [at_equal_requests(feeds, rule, oracle.polls, days) for rule in OTHERS]
    mean_then, p95_then = _over_the_best(oracle, others_then)
    a_day = ours.polls / len(feeds) / (days - 9)
    words = "; ".join(f"{key} {found.words() if found else 'cannot'}" for key, found in others.items())
    print(
        f"{name:26} mean {mean:.2f} p95 {p95:.2f} of the best other's | an oracle's {mean_then:.2f} and "
        f"{p95_then:.2f} | {a_day:.0f} polls a day | "
        f"ours {ours.words()}; {words} | without the window's bound {unbounded.words()}, "
        f"{unbounded.polls / max(ours.polls, 1):.2f} of the polls",
        flush=True,
    )
    return mean, p95, mean_then, p95_then


def _over_the_best(found: Found, others: Iterable[Found | None]) -> tuple[float, float]:
    able = [other for other in others if other is not None]
    return found.mean / min(other.mean for other in able), found.p95 / min(other.p95 for other in able)


OTHERS = (Fixed, LikeMiniflux, LikeMediaCloud)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--corpora", type=Path, help="without: made rhythms only")
    options.add_argument("--feeds", type=int, default=24, help="real ones")
    options.add_argument("--days", type=int, default=21)
    options.add_argument("--waiting", type=float, default=20.0, help="WIREROOM_WAITING_MINUTES")
    given = options.parse_args()
    chance = random.Random(5)
    sets: dict[str, list[Published]] = {}
    if given.corpora:
        times = real_times(given.corpora)
        chance.shuffle(times)
        for name, broken in (("real, tiled", False), ("real, broken", True)):
            sets[name] = [tiled(each, given.days, chance, broken=broken) for each in times[: given.feeds]]
    alone = made(given.days, chance)
    sets["all made ones together"] = [feed for feeds in alone.values() for feed in feeds]
    sets |= alone
    ratios = [compare(name, feeds, given.days, given.waiting) for name, feeds in sets.items()]
    for at, name in enumerate(("mean", "p95", "an oracle's mean", "an oracle's p95")):
        values = [ratio[at] for ratio in ratios]
        print(f"{name}: {sum(values) / len(values):.2f} of the best other's, {max(values):.2f} at worst")


if __name__ == "__main__":
    main()
