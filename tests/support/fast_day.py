"""A day of the newsroom in fast time, without Airflow: every five minutes a run; what went wrong in it.

    python tests/support/fast_day.py [--hours N] [--feeds N] [--keep]

Good feeds, bad feeds and every trap together, each run through the use cases that Airflow's tasks call.
"""

from __future__ import annotations

import argparse
import gc
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import psutil

from support import postgres
from support.kill_batch import number_of, rows
from support.sample_newsroom import NOON, Newsroom, newsroom, subscribe
from support.trials import keep
from wireroom.ingest.run_ingest import run_ingest
from wireroom.newsroom.content.outlet import generated_outlet
from wireroom.newsroom.content.schedule import latest
from wireroom.newsroom.content.story import make_story
from wireroom.store.schema.migrate import migrate

STEP = timedelta(minutes=5)
SEED = "1"


@dataclass
class Day:
    """What a day came to."""

    runs: int = 0
    red: Counter[str] = field(default_factory=Counter)  # reason → runs
    articles: int = 0
    searchable: int = 0
    missed: int = 0  # stories of generated feeds that are not there
    memory: list[int] = field(default_factory=list)  # bytes of this process, at each hour
    seconds: float = 0.0

    def __str__(self) -> str:
        megabytes = [round(held / 1024**2) for held in self.memory]
        return (
            f"{self.runs} runs in {self.seconds:.0f} s, {self.red.total()} red {dict(self.red)}; "
            f"{self.articles} articles, {self.searchable} searchable, {self.missed} missed; "
            f"memory by the hour, MB: {megabytes}"
        )


def simulate(admin_url: str, *, hours: int, feeds: int) -> Day:
    """Poll `feeds` generated feeds and all standing ones for `hours`."""
    day, began = Day(), time.monotonic()
    with (
        postgres.database(admin_url) as url,
        tempfile.TemporaryDirectory() as folder,
        newsroom(url, Path(folder), generated=feeds) as room,
    ):
        migrate(url)
        subscribe(room.settings, generated=feeds)
        for number in range(hours * 12):
            last = number == hours * 12 - 1  # whatever waits for its moment is asked once more
            report = run_ingest(
                room.settings, key=f"{room.now:%d-%H%M}", clock=room.clock, even_if_not_due=last
            )
            day.runs += 1
            if report.failure:
                day.red[str(report.failure)] += 1
            if number % 12 == 11:
                day.memory.append(memory())
                print(f"{room.now:%H:%M} {day}", file=sys.stderr, flush=True)
            room.advance(STEP)
        day.articles = number_of(url, "SELECT count(*) FROM news.articles")
        day.searchable = number_of(url, "SELECT count(*) FROM wireroom.article_search")
        there = {
            str(found) for (found,) in rows(url, "SELECT coalesce(canonical_url, url) FROM news.articles")
        }
        day.missed = len(set(published(feeds, room)) - there)
    day.seconds = time.monotonic() - began
    return day


def published(feeds: int, room: Newsroom) -> Iterator[str]:
    """URLs of the stories that came out since the start."""
    until = room.now - STEP  # when the last run was
    for number in range(feeds):
        outlet = generated_outlet(number)
        for slot in latest(outlet, SEED, until, 100):
            if slot.published > NOON:
                yield outlet.site + make_story(outlet, SEED, slot).path


def memory() -> int:
    """Bytes that this process holds, garbage collected."""
    gc.collect()
    return int(psutil.Process().memory_info().rss)


def main() -> int:
    """Print the day; 1 where stories were missed or articles cannot be found."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--hours", type=int, default=24)
    parser.add_argument("--feeds", type=int, default=270, help="generated ones, beside some thirty standing")
    parser.add_argument("--keep", action="store_true", help="write what it came to into docs/TRIALS.md")
    arguments = parser.parse_args()
    with postgres.admin_url() as admin:
        day = simulate(admin, hours=arguments.hours, feeds=arguments.feeds)
    print(day)
    if arguments.keep:
        keep(f"make day ARGS='--hours {arguments.hours} --feeds {arguments.feeds}'", str(day))
    return 0 if day.missed == 0 and day.searchable == day.articles and not day.red else 1


if __name__ == "__main__":
    sys.exit(main())
