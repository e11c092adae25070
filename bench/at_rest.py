"""What a running stack costs while it does next to nothing: CPU seconds an hour, seconds a run.

    WIREROOM_HOME=… python bench/at_rest.py [--minutes 10]

Starts nothing; for a stack with a PostgreSQL of its own. CPU time of all processes that `make up` started, by
name: their own and that of children that have ended; in all, and while no run of any DAG was under way. Then
how long runs of `ingest_feeds` took that ended meanwhile, as Airflow counts: those that asked feeds and found
nothing new, and those for which no feed was due. Such as failed are left out.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import psutil
import psycopg2

from wireroom.ingest.run_keys import key_of
from wireroom.settings import Settings
from wireroom.stack.postgres.databases import databases_at
from wireroom.stack.postgres.postgres_server import NAME as POSTGRES
from wireroom.stack.postgres.postgres_server import ServerAddress
from wireroom.stack.stack import Stack, read_stack
from wireroom.stack.terminate import cluster_processes, session_processes

IDLE_BAR = 200.0  # CPU seconds an hour, between runs
STEP = 10.0  # seconds between two looks
BARS = {"nothing new": 6.0, "nothing due": 2.5}  # seconds
LENGTHS = """
SELECT run_id, extract(epoch FROM end_date - start_date)::float
FROM dag_run WHERE dag_id = 'ingest_feeds' AND start_date >= %s AND state = 'success'
"""
UNDER_WAY = """
SELECT count(*) FROM dag_run
WHERE state IN ('queued', 'running') OR end_date >= %s - interval '5 seconds'
"""  # a task's process ends a moment after its run
COUNTS = "SELECT key, feeds, inserted + revised FROM news.runs WHERE kind = 'ingest' AND status = 'succeeded'"


def main() -> int:
    """Print the figures; 1 where a bar is missed, nothing runs or no run has ended."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--minutes", type=float, default=10.0)
    given = options.parse_args()
    stack = read_stack(Settings.from_environment(os.environ))
    if stack is None or not stack.state.processes:
        print("nothing runs: `make up` starts it")
        return 1
    began = datetime.now(UTC)
    all_of_it, between, idle = watched(stack, given.minutes * 60)
    hours = (datetime.now(UTC) - began).total_seconds() / 3600
    print(f"CPU s an hour    {'in all':>8} {'between runs':>13}")
    for name, seconds in all_of_it.items():
        print(f"{name:16} {seconds / hours:8.0f} {between[name] / idle if idle else 0:13.0f}")
    at_rest = sum(between.values()) / idle if idle else 0.0
    print(f"{'in all':16} {sum(all_of_it.values()) / hours:8.0f} {at_rest:13.0f} (bar {IDLE_BAR:.0f})")
    print(f"between runs {idle * 60:.1f} of {hours * 60:.1f} minutes")
    print(f"load {os.getloadavg()[1]:.1f} on {os.cpu_count()} cores")
    missed = at_rest > IDLE_BAR or not idle
    found = runs(stack, began)
    if not found:
        print("no run of ingest_feeds has ended meanwhile: give it more --minutes")
        missed = True
    for kind, lengths in found.items():
        bar = BARS.get(kind)
        words = f"(bar {bar} s)" if bar else ""
        print(f"runs, {kind:12} {len(lengths):3}: {min(lengths):.1f} to {max(lengths):.1f} s {words}")
        missed |= bar is not None and max(lengths) > bar
    return int(missed)


def watched(stack: Stack, length: float) -> tuple[dict[str, float], dict[str, float], float]:
    """CPU seconds by name in `length` seconds, those between runs, and the hours that were between runs."""
    all_of_it: Counter[str] = Counter()
    between: Counter[str] = Counter()
    idle, until, before = 0.0, time.monotonic() + length, spent(stack)
    while (began := time.monotonic()) < until:
        since = datetime.now(UTC)
        time.sleep(min(STEP, until - began))
        now = spent(stack)
        step = Counter({name: seconds - before.get(name, 0.0) for name, seconds in now.items()})
        all_of_it.update(step)
        if not runs_since(stack, since):
            between.update(step)
            idle += (time.monotonic() - began) / 3600
        before = now
    return all_of_it, between, idle


def runs_since(stack: Stack, since: datetime) -> int:
    """How many runs of any DAG are under way or were since then."""
    urls = databases_at(ServerAddress(stack.state.ports[POSTGRES]), stack.credentials)
    with psycopg2.connect(urls.airflow_url.replace("+psycopg2", "")) as conn, conn.cursor() as cursor:
        cursor.execute(UNDER_WAY, [since])
        return int(cursor.fetchone()[0])


def spent(stack: Stack) -> dict[str, float]:
    """CPU seconds since they were started, by name."""
    return {name: sum(map(cpu_of, family_of(stack, name))) for name in stack.state.processes}


def family_of(stack: Stack, name: str) -> Iterator[psutil.Process]:
    if name == POSTGRES:  # each of its children leads a session of its own
        return cluster_processes(Path(stack.state.notes["postgres_folder"]) / "data")
    return session_processes(stack.state.processes[name])


def cpu_of(process: psutil.Process) -> float:
    with suppress(psutil.Error):
        times = process.cpu_times()
        return float(times.user + times.system + times.children_user + times.children_system)
    return 0.0


def runs(stack: Stack, since: datetime) -> dict[str, list[float]]:
    """Lengths in seconds of runs that have ended, by what they found."""
    urls = databases_at(ServerAddress(stack.state.ports[POSTGRES]), stack.credentials)
    with psycopg2.connect(urls.airflow_url.replace("+psycopg2", "")) as conn, conn.cursor() as cursor:
        cursor.execute(LENGTHS, [since])
        lengths = dict(cursor.fetchall())
    with psycopg2.connect(urls.loader_url) as conn, conn.cursor() as cursor:
        cursor.execute(COUNTS)
        counts = {key: (feeds, new) for key, feeds, new in cursor.fetchall()}
    return by_finds(lengths, counts)


def by_finds(lengths: Mapping[str, float], counts: Mapping[str, tuple[int, int]]) -> dict[str, list[float]]:
    """`lengths` by Airflow's run id, `counts` (feeds, new articles) by our key; none without counts."""
    found: dict[str, list[float]] = {}
    for dag_run_id, seconds in lengths.items():
        key = key_of(dag_run_id)
        if key not in counts:
            continue
        feeds, new = counts[key]
        kind = "nothing due" if not feeds else "with news" if new else "nothing new"
        found.setdefault(kind, []).append(seconds)
    return found


if __name__ == "__main__":
    sys.exit(main())
