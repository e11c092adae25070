"""Faults put into simulated feeds, publishers and newsrooms: found by the third poll, and false alarms.

Rhythms are those of bench/alerts.py, fitted to real feeds. Documents hold a number of entries as most feeds'
do, or those of so many hours. Six weeks are learned, four more count false alarms.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import numpy as np

from alerts import BEGIN, HOUR, LEARNED, STEP, TESTED, Model, models
from wireroom.decide.alerts import (
    DayVolume,
    DocumentRhythm,
    LastDocuments,
    Whole,
    judge_documents,
    judge_volumes,
    judge_whole,
    learn_documents,
)
from wireroom.decide.alerts.volumes import DAYS_BEFORE, IN_A_ROW
from wireroom.watch.watch_health import DOCUMENTS

END = (LEARNED + TESTED) * 24.0  # hours
HEARTBEAT, MOST_FAILED = timedelta(minutes=15), 0.5  # as the settings have them
NEWSROOM = 60  # feeds
KINDS = {"a number of entries": False, "so many hours": True}


@dataclass(frozen=True, slots=True)
class Feed:
    """When it published and was asked, in hours, and how many entries each poll found."""

    published: np.ndarray
    every: float
    polls: np.ndarray
    entries: np.ndarray
    by_time: bool  # its document holds what is younger than so many hours


def feed_of(model: Model, chance: np.random.Generator) -> Feed:
    """A life of ten weeks without a fault."""
    expected = np.cumsum(model.intensity(LEARNED + TESTED))
    draws = chance.gamma(model.shape, 1 / model.shape, int(expected[-1] * 1.5) + 50).cumsum()
    published = np.searchsorted(expected, draws[draws < expected[-1]]) * STEP
    every = float(np.clip(12 / max(model.a_day, 1e-9), STEP, 24))
    polls = np.cumsum(chance.uniform(0.9, 1.1, int(END / every) + 1) * every)
    polls = polls[polls < END]
    by_time = bool(chance.random() < 0.5)
    entries = np.full(len(polls), model.entries)
    if by_time:
        window = model.entries / model.a_day * 24
        entries = np.searchsorted(published, polls) - np.searchsorted(published, polls - window)
    return Feed(published, every, polls, entries, by_time)


def documents(feeds: list[Feed], chance: np.random.Generator) -> Iterator[tuple[str, int, int, float]]:
    """By fault: found by the third poll, of how many feeds, and false alarms per 100 feeds a week."""
    found = dict.fromkeys(("emptied", "a tenth left", "halved", "half or more refused"), 0)
    judged = false = 0
    for feed in feeds:
        learned = feed.entries[feed.polls < LEARNED * 24][-DOCUMENTS:]
        usual = learn_documents([int(n) for n in learned], [0] * len(learned))
        if usual is None:
            continue
        judged += 1
        after = feed.entries[feed.polls >= LEARNED * 24]
        was = False
        for at in range(IN_A_ROW, len(after) + 1):
            now = _documents_say(usual, after[at - IN_A_ROW : at], np.zeros(IN_A_ROW, int))
            false += now and not was
            was = now
        last = after[-IN_A_ROW:] if len(after) >= IN_A_ROW else learned[-IN_A_ROW:]
        whole = np.zeros(IN_A_ROW, int)
        found["emptied"] += _documents_say(usual, whole, whole)
        found["a tenth left"] += _documents_say(usual, last // 10, whole)
        found["halved"] += _documents_say(usual, last // 2, whole)
        found["half or more refused"] += _documents_say(
            usual, last, np.ceil(last * chance.uniform(0.55, 1)).astype(int)
        )
    rate = 100 * false / max(judged * TESTED / 7, 1)
    for fault, number in found.items():
        yield fault, number, judged, rate


def _documents_say(usual: DocumentRhythm, entries: np.ndarray, refused: np.ndarray) -> bool:
    last = LastDocuments(1, "", tuple(int(n) for n in entries), tuple(int(n) for n in refused))
    return any(judge_documents(last, usual))


def newsrooms(feeds: list[Feed], rounds: int, chance: np.random.Generator) -> Iterator[tuple[str, int, int]]:
    """Newsrooms of some feeds: most of them fail at once, or nothing is reached any more.

    Looked at every five minutes; by the third poll: before half of the feeds were asked three times.
    """
    found = {"more than half of the feeds fail": 0, "no feed is reached": 0}
    for _ in range(rounds):
        room = [feeds[int(at)] for at in chance.integers(len(feeds), size=NEWSROOM)]
        begins = float(chance.uniform(LEARNED * 24, END - 24 * 7))
        found["more than half of the feeds fail"] += _newsroom(room, begins, chance.uniform(0.6, 1), chance)
        found["no feed is reached"] += _newsroom(room, begins, 1.0, chance, reached=False)
    for fault, number in found.items():
        yield fault, number, rounds


def _newsroom(
    room: list[Feed], begins: float, share: float, chance: np.random.Generator, *, reached: bool = True
) -> bool:
    broken = chance.random(len(room)) < share
    third = sorted(
        float(feed.polls[np.searchsorted(feed.polls, begins) + 2])
        for feed, is_broken in zip(room, broken, strict=True)
        if is_broken and len(feed.polls) > np.searchsorted(feed.polls, begins) + 2
    )
    ends = third[len(third) // 2]
    now = begins
    while now <= ends:
        now += 1 / 12
        if any(
            judge_whole(
                _state(room, broken, begins, now, reached),
                BEGIN + now * HOUR,
                heartbeat=HEARTBEAT,
                max_failed_share=MOST_FAILED,
            )
        ):
            return True
    return False


def _state(room: list[Feed], broken: np.ndarray, begins: float, now: float, reached: bool) -> Whole:
    failed = answered = lost = twice = 0
    wells = []
    for feed, is_broken in zip(room, broken, strict=True):
        asked = feed.polls[feed.polls <= now]
        vain = int((asked >= begins).sum()) if is_broken else 0
        wells.append(float(asked[len(asked) - vain - 1]))
        if asked[-1] > now - 1 and (reached or not vain):
            answered += 1
            failed += vain > 0
        if not reached and vain and wells[-1] > begins - 24:
            lost, twice = lost + 1, twice + (vain > 1)
    return Whole(
        active_feeds=len(room),
        earliest_due=BEGIN + (now + 1) * HOUR,
        lost=lost,
        lost_twice=twice,
        last_well=BEGIN + max(wells) * HOUR,
        last_run=BEGIN + now * HOUR,
        outcomes={"forbidden": failed} if failed else {},
        answered=answered,
    )


def volumes(
    feeds: list[Feed], rounds: int, left: float, chance: np.random.Generator
) -> tuple[int, int, int, float]:
    """Publishers of one to eight feeds bring a share: found in a day, two; of how many; false a week."""
    day = two = known = false = 0
    for _ in range(rounds):
        group = [feeds[int(at)] for at in chance.integers(len(feeds), size=int(chance.integers(1, 9)))]
        published = np.sort(np.concatenate([feed.published for feed in group]))
        if len(published) / (LEARNED + TESTED) < 20:
            continue
        known += 1
        was = False
        for now in np.arange(LEARNED * 24.0, END, 1):
            says = _volume_says(published, float(now))
            false += says and not was
            was = says
        begins = float(chance.uniform(LEARNED * 24, END - 49))
        dwindled = published[(published < begins) | (chance.random(len(published)) < left)]
        at = next((h for h in range(1, 49) if _volume_says(dwindled, begins + h)), 99)
        day, two = day + (at <= 25), two + (at <= 48)
    return day, two, known, 100 * false / max(known * TESTED / 7, 1)


def _volume_says(published: np.ndarray, now: float) -> bool:
    counts = [
        (
            ago,
            int(
                np.searchsorted(published, now - 24 * ago) - np.searchsorted(published, now - 24 * (ago + 1))
            ),
        )
        for ago in (0, *DAYS_BEFORE)
    ]
    return any(judge_volumes([DayVolume(ago, "p", "en", n, n, 0, None) for ago, n in counts if n]))


def main() -> int:
    """Print a line a fault; exit code 1 where fewer than 95 % of what is judged by polls is found."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--feeds", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--seed", type=int, default=16)
    arguments = parser.parse_args()
    chance = np.random.default_rng(arguments.seed)
    feeds = [feed_of(model, chance) for model in models(arguments.feeds, chance)]
    shares = []
    kinds = {name: [feed for feed in feeds if feed.by_time is by_time] for name, by_time in KINDS.items()}
    for name, kind in kinds.items():
        for fault, found, of, false in documents(kind, chance):
            shares.append(found / of) if name == "a number of entries" else None
            words = f"{found} of {of} by the third poll ({found / of:.1%})"
            print(f"documents of {name}, {fault}: {words}; false {false:.2f} per 100 feeds a week")
    for fault, found, of in newsrooms(feeds, arguments.rounds, chance):
        shares.append(found / of)
        print(f"{fault}: {found} of {of} newsrooms of {NEWSROOM} feeds by the third poll ({found / of:.1%})")
    for left in (0.5, 0.25, 0.0):
        day, two, of, false = volumes(feeds, arguments.rounds, left, chance)
        words = f"{day} of {of} within a day, {two} within two; false {false:.2f} per 100 a week"
        print(f"a publisher of 20 articles a day or more brings {left:.0%}: {words}")
    return int(min(shares) < 0.95)


if __name__ == "__main__":
    sys.exit(main())
