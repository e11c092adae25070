"""Look-ups in a past of 25 years: in a partition a month, and merged by `wireroom maintain --merge-years`.

    python bench/merge_years.py [--articles 15000]

Prints what a look-up by number, address and canonical address takes in the view and by function, planning
included: in a session that has asked before the CPU time of the server (mean of 50) beside the time
by the clock (median), then how long the first of a session takes; and how long merging takes.
Starts a PostgreSQL of its own.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

import psutil

from support import postgres
from support.filings import file, known, published, rows
from wireroom.cli.main import main as wireroom
from wireroom.store.connection import PATIENT, Connection, connect
from wireroom.store.schema.migrate import migrate

FIRST = 2001
MONTH = (
    "CREATE TABLE wireroom.articles_{name} PARTITION OF wireroom.articles"
    " FOR VALUES FROM ('{first}') TO ('{next}')"
)


def main() -> None:
    """Fill, ask, merge, ask."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=15_000)
    chosen = parser.parse_args()
    with (
        postgres.admin_url() as admin,
        postgres.database(admin) as url,
        tempfile.TemporaryDirectory() as home,
    ):
        migrate(url)
        with connect(url, limits=PATIENT) as conn:
            fill(conn, chosen.articles)
            ask(url, "months")
        os.environ.update(WIREROOM_DATABASE_URL=url, WIREROOM_HOME=home)
        began = time.perf_counter()
        wireroom(["maintain", "--merge-years"])
        print(f"merged, with the rest of a maintenance: {time.perf_counter() - began:.1f} s")
        ask(url, "years")


def fill(conn: Connection, wanted: int) -> None:
    """As databases of before have it: a partition a month."""
    months = [datetime(FIRST + n // 12, n % 12 + 1, 1, tzinfo=UTC) for n in range(25 * 12 + 1)]
    for first, after in pairwise(months):
        with conn.cursor() as cursor:
            cursor.execute(MONTH.format(name=f"{first:%Y_%m}", first=first, next=after))
        conn.commit()
    for at in range(0, wanted, 1000):
        batch = [
            known(
                f"n{n}",
                published=published(months[n % 300].replace(day=n % 27 + 1)),
                text=f"Text {n}. " * 200,
            )
            for n in range(at, min(at + 1000, wanted))
        ]
        file(conn, batch, run=f"fill {at}")
    with conn.cursor() as cursor:
        cursor.execute("ANALYZE")
    conn.commit()


def ask(url: str, kept: str) -> None:
    """Each kind of look-up, in a session of its own."""
    with connect(url) as conn:
        count = "SELECT count(*) FROM pg_inherits WHERE inhparent = 'wireroom.articles'::regclass"
        [(partitions,)] = rows(conn, count)
        [(number, address, canonical)] = rows(
            conn, "SELECT id, url, canonical_url FROM news.articles ORDER BY id LIMIT 1 OFFSET 4000"
        )
    asked = {
        "view, by id": ("SELECT * FROM news.articles WHERE id = %s", number),
        "view, by url": ("SELECT * FROM news.articles WHERE url = %s", address),
        "view, by canonical_url": ("SELECT * FROM news.articles WHERE canonical_url = %s", canonical),
        "news.article": ("SELECT * FROM news.article(%s)", number),
        "news.articles_by_url": ("SELECT * FROM news.articles_by_url(%s)", address),
    }
    for what, (look_up, value) in asked.items():
        with connect(url) as conn:
            began = time.perf_counter()
            rows(conn, look_up, value)
            first = (time.perf_counter() - began) * 1000
            server, times = psutil.Process(conn.info.backend_pid), []
            spent = server.cpu_times()
            for _ in range(50):
                began = time.perf_counter()
                rows(conn, look_up, value)
                times.append((time.perf_counter() - began) * 1000)
            now = server.cpu_times()
        cpu = (now.user + now.system - spent.user - spent.system) / 50 * 1000
        wall = statistics.median(times)
        print(
            f"{kept}: {partitions} partitions, {what}: {cpu:.1f} CPU ms, {wall:.1f} ms, first {first:.0f} ms",
            flush=True,
        )


if __name__ == "__main__":
    main()
