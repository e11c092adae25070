"""What a running stack costs while it does next to nothing: CPU seconds an hour, seconds a run.

    WIREROOM_HOME=… python bench/at_rest.py [--minutes 10]

Starts nothing; for a stack with a PostgreSQL of its own. CPU time of all processes that `make up` started, by
name: their own and that of children that have ended. Runs of `ingest_feeds` that ended meanwhile, as Airflow
counts their length: those that asked feeds and found nothing new, and those for which no feed was due. Such
as failed are left out.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
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

IDLE_BAR = 200.0  # CPU seconds an hour
BARS = {"nothing new": 6.0, "nothing due": 2.5}  # seconds
LENGTHS = """
SELECT run_id, extract(epoch FROM end_date - start_date)::float
FROM dag_run WHERE dag_id = 'ingest_feeds' AND start_date >= %s AND state = 'success'
"""
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
    began, before = datetime.now(UTC), spent(stack)
    time.sleep(given.minutes * 60)
    hours = (datetime.now(UTC) - began).total_seconds() / 3600
    each = {name: (seconds - before.get(name, 0.0)) / hours for name, seconds in spent(stack).items()}
    for name, seconds in each.items():
        print(f"{name:16} {seconds:7.0f} CPU s an hour")
    total = sum(each.values())
    print(f"{'in all':16} {total:7.0f} CPU s an hour (bar {IDLE_BAR:.0f} where nothing is due)")
    print(f"load {os.getloadavg()[1]:.1f} on {os.cpu_count()} cores")
    missed = total > IDLE_BAR
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
