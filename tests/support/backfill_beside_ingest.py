"""Sixty days of backfill beside live ingest: how long each run of ingest takes, without it and with it.

    python tests/support/backfill_beside_ingest.py [--days 60] [--feeds 200] [--minutes 6] [--keep]

Two processes load past days from the newsroom's archives, as many as the pool of backfills has slots, with a
shorter pause between requests than is polite; ingest runs on and on, five minutes of the newsroom apart.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import redirect_stdout
from dataclasses import replace
from datetime import datetime, timedelta
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from support import postgres
from support.kill_batch import number_of, rows
from support.sample_newsroom import NOON, Newsroom, newsroom, subscribe
from support.trials import keep
from wireroom.cli.backfill import backfill_days
from wireroom.ingest.run_ingest import run_ingest
from wireroom.models import BackfillRequest
from wireroom.settings import Settings
from wireroom.store.schema.migrate import migrate

STEP = timedelta(minutes=5)
BEFORE = 6  # runs without a backfill
ORIGINS = (  # what each process loads, one after the other, of the feeds that have it
    (("rfc5005", "estuary-almanac"), ("sitemaps", "estuary-almanac"), ("cdx", "estuary-almanac")),
    (("paged", "diario-del-puerto"), ("rfc5005", "pegel-chronik")),
)


def load_past(
    settings: Settings, origins: Sequence[tuple[str, str]], days: int, now: Synchronized[float]
) -> None:
    """The last `days` days of each origin, the newest first."""

    def clock() -> datetime:
        return NOON + timedelta(seconds=now.value)

    wanted = [NOON.date() - timedelta(days=ahead) for ahead in range(1, days + 1)]
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere, redirect_stdout(nowhere):
        for origin, match in origins:
            backfill_days.run(settings, BackfillRequest(origin, feeds_match=match), wanted, clock=clock)


def timed_run(room: Newsroom, now: Synchronized[float]) -> tuple[float, str]:
    """Seconds of one run of ingest, and why it is red; then time passes."""
    began = time.monotonic()
    report = run_ingest(room.settings, key=f"{room.now:%d-%H%M}", clock=room.clock)
    took = time.monotonic() - began
    room.advance(STEP)
    now.value = (room.now - NOON).total_seconds()
    return took, report.failure or ""


def simulate(admin: str, *, days: int, feeds: int, minutes: float) -> tuple[str, bool]:
    """What it came to, in words, and whether every run kept its five minutes."""
    now = multiprocessing.Value("d", 0.0)
    with (
        postgres.database(admin) as url,
        tempfile.TemporaryDirectory() as folder,
        newsroom(url, Path(folder), generated=feeds) as room,
    ):
        migrate(url)
        subscribe(room.settings, generated=feeds)
        (_, address) = room.settings.connect_to[0]
        past = replace(
            room.settings,
            family_pause=0.1,
            cdx_pause=0.1,
            cdx_url=f"http://{address}/-/cdx",
            cdx_playback=f"http://{address}/-/web/{{stamp}}id_/{{url}}",
        )
        timed_run(room, now)  # everything is new
        alone = [timed_run(room, now) for _ in range(BEFORE)]
        workers = [
            multiprocessing.Process(target=load_past, args=(past, origins, days, now)) for origins in ORIGINS
        ]
        for worker in workers:
            worker.start()
        until = time.monotonic() + minutes * 60
        beside = list[tuple[float, str]]()
        while any(worker.is_alive() for worker in workers) and time.monotonic() < until:
            beside.append(timed_run(room, now))
            print(f"{beside[-1][0]:.1f} s {beside[-1][1]}", file=sys.stderr, flush=True)
        for worker in workers:
            worker.terminate()
            worker.join()
        found = "SELECT count(*) FROM news.backfill_units WHERE {} AND source LIKE 'http%'"
        done = number_of(url, found.format("state = 'done'"))
        wrong = number_of(url, found.format("state = 'failed'"))
        ((articles, requests),) = rows(
            url, "SELECT sum(entries), sum(requests) FROM news.backfill_units WHERE source LIKE 'http%'"
        )
    longest = max(took for took, _ in beside)
    red = [why for _, why in (*alone, *beside) if why]
    words = (
        f"{_times(alone)} without; {_times(beside)} beside {done} days of feeds read ({articles} articles, "
        f"{requests} requests, {wrong} failed); {len(red)} red {red[:2] if red else ''}"
    )
    return words, longest < STEP.total_seconds() and not red and not wrong and done > 0


def _times(runs: Sequence[tuple[float, str]]) -> str:
    took = [seconds for seconds, _ in runs]
    return f"{len(took)} runs, {median(took):.1f} s in the middle and {max(took):.1f} s at most,"


def main() -> int:
    """Print what it came to; 1 where a run took longer than five minutes, or was red."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--days", type=int, default=60)
    parser.add_argument("--feeds", type=int, default=200, help="generated ones, beside some thirty standing")
    parser.add_argument("--minutes", type=float, default=6, help="after which the backfill is ended")
    parser.add_argument("--keep", action="store_true", help="write what it came to into docs/TRIALS.md")
    asked = parser.parse_args()
    with postgres.admin_url() as admin:
        words, is_well = simulate(admin, days=asked.days, feeds=asked.feeds, minutes=asked.minutes)
    print(words)
    if asked.keep:
        given = f"--days {asked.days} --feeds {asked.feeds} --minutes {asked.minutes:g}"
        keep(f"python tests/support/backfill_beside_ingest.py {given}", words)
    return 0 if is_well else 1


if __name__ == "__main__":
    sys.exit(main())
