"""100,000 feeds under a fast clock: every five minutes a run; who waits how long, and what planning costs.

    python tests/support/large_day.py [--feeds 100000] [--hours 24] [--family 0.15] [--keep]

Planning, claims, decisions, states and reports are the real ones, in a PostgreSQL of its own; fetching is a
model of publishers: each brings out so many entries a day, in a document of twenty, or answers 304. One
politeness family holds a share of the feeds and cannot keep up; nobody else may wait for it.
"""

from __future__ import annotations

import argparse
import math
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "bench"))

import psutil

from plan import MOST_CPU, MOST_MEMORY, PAST, listed
from support import postgres
from support.fast_day import STEP, memory
from support.trials import keep
from wireroom import store
from wireroom.decide import feed_result
from wireroom.feed_list.follow_feed_list import follow_feed_list
from wireroom.ingest import plan_run
from wireroom.load import load_batch
from wireroom.models import (
    Article,
    DateReading,
    Entry,
    Exchange,
    Feed,
    FeedFormat,
    FeedResult,
    LandedRef,
    LoadItem,
    Outcome,
    ParsedFeed,
    Precision,
    Publisher,
)
from wireroom.run_report import report_run
from wireroom.settings import Settings

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)  # all feeds are due in the hours after it
ENTRIES_A_DAY = (0.3, 0.3, 0.3, 2, 2, 2, 2, 10, 10, 60)  # by feed, in turn
DOCUMENT = 20
AT_ONCE = 1_000  # results filed in one transaction
MOST_LATE = timedelta(minutes=30)  # a feed outside the family, once the first are through
PASSED = ParsedFeed(format=FeedFormat.RSS, entries=(Entry(position=0),))


@dataclass
class LargeDay:
    """What the runs came to."""

    runs: int = 0
    polls: int = 0
    of_family: int = 0
    late: list[timedelta] = field(default_factory=list)  # by run: the latest of the other feeds
    plans: list[float] = field(default_factory=list)  # CPU seconds, ours and Postgres's
    memory: list[float] = field(default_factory=list)  # MB of this process, by hour
    never: int = 0  # feeds outside the family that were due and not asked at all

    def __str__(self) -> str:
        settled = self.late[len(self.late) // 4 :]
        plans = sorted(self.plans)
        return (
            f"{self.runs} runs, {self.polls} polls ({self.of_family} of the family); others at most "
            f"{max(settled) / timedelta(minutes=1):.0f} min late after the first quarter, {self.never} never "
            f"asked; plan {plans[len(plans) // 2]:.2f} CPU s in the median, {plans[-1]:.2f} at most; "
            f"memory by the hour, MB: {[round(each) for each in self.memory]}"
        )

    @property
    def is_well(self) -> bool:
        """No family starves another, memory is flat, planning is cheap."""
        settled, plans = self.late[len(self.late) // 4 :], sorted(self.plans)
        return (
            max(settled) <= MOST_LATE
            and not self.never
            and plans[len(plans) // 2] <= MOST_CPU
            and max(self.memory) - self.memory[0] <= MOST_MEMORY / 4
        )


def simulate(admin: str, *, feeds: int, hours: int, family: float) -> LargeDay:
    """All runs of so many hours."""
    day = LargeDay()
    with postgres.database(admin) as url, tempfile.TemporaryDirectory() as folder:
        store.migrate(url)
        file = Path(folder) / "feeds.yaml"
        file.write_text(listed(feeds, family))
        environment = {
            "WIREROOM_DATABASE_URL": url,
            "WIREROOM_HOME": folder,
            "WIREROOM_FEEDS_FILE": str(file),
        }
        settings = Settings.from_environment(environment)
        follow_feed_list(settings, NOON - timedelta(hours=2))
        with store.connect(url) as conn, conn.cursor() as cursor:
            server = psutil.Process(conn.info.backend_pid).parent()
            cursor.execute(PAST)
            cursor.execute(
                "UPDATE wireroom.feed_states SET next_poll_at = %s + random() * interval '150 minutes', "
                "rhythm_counts = NULL, rhythm_since = NULL, rhythm_until = NULL, rhythm_at = NULL",
                (NOON,),
            )
        assert server is not None
        for number in range(hours * 12):
            one_run(settings, NOON + number * STEP, server, day)
            if number % 12 == 11:
                day.memory.append(memory() / 1024**2)
                print(f"hour {number // 12 + 1}: {day}", file=sys.stderr, flush=True)
        with store.connect(url) as conn, conn.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM wireroom.feed_states AS s JOIN wireroom.feeds AS f ON f.id = s.feed_id "
                "WHERE s.last_polled_at < %s AND s.next_poll_at < %s AND f.url NOT LIKE %s",
                (NOON, NOON + hours * timedelta(hours=1) - MOST_LATE, "https://large.example/%"),
            )
            ((day.never,),) = cursor.fetchall()
    return day


def one_run(settings: Settings, now: datetime, server: psutil.Process, day: LargeDay) -> None:
    """Plan, ask the model, file, report."""
    before = spent(server)
    plan = plan_run(settings, key=f"{now:%d-%H%M}", now=now)
    day.plans.append(spent(server) - before)
    latest = timedelta()
    with store.connect(settings.database_url) as conn:
        for shard in plan.shards:
            feeds = store.feeds_by_id(conn, shard.feed_ids)
            for feed in feeds:
                if feed.spec.url.startswith("https://large.example/"):
                    day.of_family += 1
                else:
                    latest = max(latest, now - (feed.next_poll_at or now))
            for at in range(0, len(feeds), AT_ONCE):
                results = [asked(feed, now, settings) for feed in feeds[at : at + AT_ONCE]]
                load_batch(conn, plan.run_id, [LoadItem((), (), result) for result in results])
    day.late.append(latest)
    day.runs, day.polls = day.runs + 1, day.polls + plan.feeds
    report_run(settings, run_id=plan.run_id, expected=plan.feeds, now=now)


def asked(feed: Feed, now: datetime, settings: Settings) -> FeedResult:
    """What a poll of the model's document teaches."""
    document = published(feed.id, now)
    is_new = feed.rhythm is None or feed.last_polled_at is None or document[-1] > feed.last_polled_at
    outcome = Outcome.OK if is_new else Outcome.NOT_MODIFIED
    exchange = Exchange(feed.id, feed.spec.url, now, outcome, status=200 if is_new else 304)
    return feed_result(
        feed,
        exchange,
        LandedRef("file:///none", "none"),
        parsed=PASSED if is_new else None,
        now=now,
        random=lambda: fraction(feed.id, now.minute + 60 * now.hour),
        min_interval=settings.min_interval,
        max_interval=settings.max_interval,
        waiting=settings.waiting,
        articles=[article(feed.id, at) for at in document] if is_new else (),
    )


def published(feed_id: int, now: datetime) -> list[datetime]:
    """The newest entries, the oldest first: one in each stretch of a day, at any moment of it."""
    stretch = timedelta(days=1) / ENTRIES_A_DAY[feed_id % len(ENTRIES_A_DAY)]
    last = math.floor((now - NOON) / stretch)
    moments = (
        NOON + (number + fraction(feed_id, number)) * stretch for number in range(last - DOCUMENT, last + 1)
    )
    return [at for at in moments if at <= now]


def fraction(feed_id: int, number: int) -> float:
    """0 ≤ x < 1, the same for the same."""
    return (feed_id * 7919 + number * 104_729) % 1009 / 1009


def article(feed_id: int, at: datetime) -> Article:
    reading = DateReading("", "feed:pubDate", at=at, precision=Precision.SECOND)
    return Article(
        feed_id, at, (b"k",), None, None, None, "t", "", "", "", Publisher("e.example"), published=reading
    )


def spent(server: psutil.Process) -> float:
    """CPU seconds of this process and of Postgres."""
    return time.process_time() + sum(_seconds(process) for process in _all(server))


def _all(server: psutil.Process) -> Iterator[psutil.Process]:
    yield from (server, *server.children(recursive=True))


def _seconds(process: psutil.Process) -> float:
    try:
        times = process.cpu_times()
    except psutil.NoSuchProcess:
        return 0.0
    return float(times.user + times.system + times.children_user + times.children_system)


def main(given: Sequence[str] | None = None) -> int:
    """Print what it came to; 1 where a promise was not kept."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--feeds", type=int, default=100_000)
    options.add_argument("--hours", type=int, default=24)
    options.add_argument("--family", type=float, default=0.15, help="share of one politeness family")
    options.add_argument("--keep", action="store_true", help="write what it came to into docs/TRIALS.md")
    chosen = options.parse_args(given)
    with postgres.admin_url() as admin:
        day = simulate(admin, feeds=chosen.feeds, hours=chosen.hours, family=chosen.family)
    print(day)
    if chosen.keep:
        keep(f"python tests/support/large_day.py --feeds {chosen.feeds} --hours {chosen.hours}", str(day))
    return 0 if day.is_well else 1


if __name__ == "__main__":
    sys.exit(main())
