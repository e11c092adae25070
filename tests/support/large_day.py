"""100,000 feeds under a fast clock: every five minutes a run; who waits how long, and what planning costs.

    python tests/support/large_day.py [--feeds 100000] [--hours 24] [--family 0.15] [--folder FOLDER] [--keep]

Planning, claims, decisions, states and reports are the real ones, in a PostgreSQL of its own; fetching is a
model of publishers: each brings out so many entries a day, in a document of twenty, or answers 304. One
politeness family holds a share of the feeds and cannot keep up; nobody else may wait for it. Database and
clock stay in FOLDER: the trial may be ended at any moment, and the same command goes on where it was ended.
"""

from __future__ import annotations

import argparse
import fcntl
import json
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "bench"))

import psutil

from plan import MOST_CPU, MOST_MEMORY, PAST, listed
from support import postgres
from support.fast_day import STEP, memory
from support.model_publishers import NOON, asked
from support.trials import keep
from wireroom.feed_list.follow_feed_list import follow_feed_list
from wireroom.ingest.run_ingest import plan_run
from wireroom.ingest.run_report import report_run
from wireroom.load import load_batch
from wireroom.models import LoadItem
from wireroom.runtime.this_process import ending_on_sigterm
from wireroom.settings import Settings
from wireroom.store.connection import connect
from wireroom.store.feeds.feed_reads import feeds_by_id
from wireroom.store.schema.migrate import migrate

AT_ONCE = 1_000  # results filed in one transaction
DATABASE = "large_day"
FAMILY = "https://large.example/"  # as `listed` has it
MOST_LATE = timedelta(minutes=30)  # a feed outside the family, once the first are through


@dataclass
class LargeDay:
    """What the runs came to."""

    runs: int = 0
    polls: int = 0
    of_family: int = 0
    late: list[float] = field(default_factory=list)  # by run: minutes, of the latest of the other feeds
    plans: list[float] = field(default_factory=list)  # CPU seconds, ours and Postgres's
    memory: list[list[float]] = field(default_factory=list)  # MB, by hour, of each process that went on
    never: int = 0  # feeds outside the family that were due and not asked at all

    def __str__(self) -> str:
        settled = self.late[len(self.late) // 4 :]
        plans = sorted(self.plans)
        held = ", then ".join(str([round(each) for each in hours]) for hours in self.memory if hours)
        return (
            f"{self.runs} runs, {self.polls} polls ({self.of_family} of the family); others at most "
            f"{max(settled):.0f} min late after the first quarter, {self.never} never asked; plan "
            f"{plans[len(plans) // 2]:.2f} CPU s in the median, {plans[-1]:.2f} at most; "
            f"memory by the hour, MB: {held}"
        )

    @property
    def is_well(self) -> bool:
        """No family starves another, memory is flat, planning is cheap."""
        settled, plans = self.late[len(self.late) // 4 :], sorted(self.plans)
        return (
            timedelta(minutes=max(settled)) <= MOST_LATE
            and not self.never
            and plans[len(plans) // 2] <= MOST_CPU
            and all(max(hours) - hours[0] <= MOST_MEMORY / 4 for hours in self.memory if hours)
        )


def simulate(admin: str, folder: Path, *, feeds: int, hours: int, family: float) -> LargeDay:
    """All runs of so many hours that `folder` does not hold yet."""
    known = folder / "day.json"
    settings = Settings.from_environment(
        {
            "WIREROOM_DATABASE_URL": postgres.with_database(admin, DATABASE),
            "WIREROOM_HOME": str(folder),
            "WIREROOM_FEEDS_FILE": str(folder / "feeds.yaml"),
        }
    )
    if known.exists():
        day = LargeDay(**json.loads(known.read_text(encoding="utf-8")))
    else:
        prepare(admin, settings, listed(feeds, family))
        day = LargeDay()
    day.memory.append([])
    with connect(settings.database_url) as conn:
        server = psutil.Process(conn.info.backend_pid).parent()
    assert server is not None
    for number in range(day.runs, hours * 12):
        one_run(settings, NOON + number * STEP, server, day)
        if number % 12 == 11:
            day.memory[-1].append(memory() / 1024**2)
            print(f"hour {number // 12 + 1}: {day}", file=sys.stderr, flush=True)
        write(known, day)
    day.never = never_asked(settings, NOON + hours * timedelta(hours=1))
    return day


def prepare(admin: str, settings: Settings, listed_feeds: str) -> None:
    """A database of this name with these feeds, all with a past and due in the hours after noon."""
    postgres.create_anew(admin, DATABASE)
    migrate(settings.database_url)
    settings.feeds_file.write_text(listed_feeds, encoding="utf-8")
    follow_feed_list(settings, NOON - timedelta(hours=2))
    with connect(settings.database_url) as conn, conn.cursor() as cursor:
        cursor.execute(PAST)
        cursor.execute(
            "SELECT setseed(0.5)"
        )  # the same each time: fewer than a share of the family may be due at noon
        cursor.execute(
            "UPDATE wireroom.feed_states SET next_poll_at = %s + random() * interval '150 minutes', "
            "rhythm_counts = NULL, rhythm_since = NULL, rhythm_until = NULL, rhythm_at = NULL",
            (NOON,),
        )


def write(known: Path, day: LargeDay) -> None:
    """All of it or the one before: the trial may be ended while it writes."""
    new = known.with_suffix(".new")
    new.write_text(json.dumps(asdict(day)), encoding="utf-8")
    new.replace(known)


def never_asked(settings: Settings, now: datetime) -> int:
    """Feeds outside the family that were due and not asked at all."""
    with connect(settings.database_url) as conn, conn.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM wireroom.feed_states AS s JOIN wireroom.feeds AS f ON f.id = s.feed_id "
            "WHERE s.last_polled_at < %s AND s.next_poll_at < %s AND f.url NOT LIKE %s",
            (NOON, now - MOST_LATE, f"{FAMILY}%"),
        )
        ((never,),) = cursor.fetchall()
    return int(never)


def one_run(settings: Settings, now: datetime, server: psutil.Process, day: LargeDay) -> None:
    """Plan, ask the model, file, report; once more where the run was ended in the middle."""
    before = spent(server)
    plan = plan_run(settings, key=f"{now:%d-%H%M}", now=now)
    day.plans.append(spent(server) - before)
    latest = timedelta()
    with connect(settings.database_url) as conn:
        for shard in plan.shards:
            feeds = feeds_by_id(conn, shard.feed_ids)
            for feed in feeds:
                if feed.spec.url.startswith(FAMILY):
                    day.of_family += 1
                else:
                    latest = max(latest, now - (feed.next_poll_at or now))
            for at in range(0, len(feeds), AT_ONCE):
                results = [asked(feed, now, settings) for feed in feeds[at : at + AT_ONCE]]
                load_batch(conn, plan.run_id, [LoadItem((), (), result) for result in results])
    report_run(settings, run_id=plan.run_id, expected=plan.feeds, now=now)
    day.late.append(latest / timedelta(minutes=1))
    day.runs, day.polls = day.runs + 1, day.polls + plan.feeds


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


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """By one trial at a time: another would end the first one's server."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            sys.exit(f"another trial goes on in {folder}: end that, or name another --folder")
        yield


def main(given: Sequence[str] | None = None) -> int:
    """Print what it came to; 1 where a promise was not kept."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--feeds", type=int, default=100_000)
    options.add_argument("--hours", type=int, default=24)
    options.add_argument("--family", type=float, default=0.15, help="share of one politeness family")
    options.add_argument("--folder", type=Path, help="default: one in build/ named for feeds and family")
    options.add_argument("--keep", action="store_true", help="write what it came to into docs/TRIALS.md")
    chosen = options.parse_args(given)
    folder = chosen.folder or Path("build") / f"large_day-{chosen.feeds}-{chosen.family}"
    with ending_on_sigterm(), held(folder.absolute()), postgres.kept_server(folder.absolute()) as admin:
        day = simulate(admin, folder.absolute(), feeds=chosen.feeds, hours=chosen.hours, family=chosen.family)
    print(day)
    if chosen.keep:
        keep(f"python tests/support/large_day.py --feeds {chosen.feeds} --hours {chosen.hours}", str(day))
    return 0 if day.is_well else 1


if __name__ == "__main__":
    sys.exit(main())
