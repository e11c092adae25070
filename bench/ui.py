"""How long the server takes for each page over thousands of feeds and a million articles, p50 and p95.

Beside it CPU time, which a busy machine leaves alone: our process's least, the database's mean (Linux).

    python bench/ui.py [--feeds N] [--articles N] [--days N] [--keep]

Starts a PostgreSQL of its own (see tests/README.md), fills it by SQL, and asks the pages without a network.
"""

from __future__ import annotations

import argparse
import contextlib
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

import numpy as np
import psutil
import psycopg2
from fastapi import FastAPI
from fastapi.testclient import TestClient

from support import postgres
from support.pages import StubGateway
from wireroom.settings import Settings
from wireroom.store.connection import PATIENT, connect
from wireroom.store.schema.migrate import migrate
from wireroom.ui.app import build_app

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
LIMIT = 300.0  # ms, p95
FILL = (Path(__file__).parent / "fill_ui.sql").read_text(encoding="utf-8").split("\n\n")
PAGES = (
    *(
        "/",
        "/?by=language",
        "/?by=publisher",
        "/feeds",
        "/feeds?q=feed%2012",
        "/feeds?sort=newest",
        "/feeds?condition=sick&page=3",
    ),
    *("/feeds/77", "/articles", "/articles?order=published&language=de&page=5"),
    *("/articles?publisher=press12.example", "/articles?corrected=1", "/articles?q=harbour+strike"),
    *("/articles/5000", "/runs", "/runs?busy=1&page=9", "/runs/400", "/quarantine", "/quarantine?feed=77"),
    *(
        "/alerts",
        "/alerts?past=1",
        "/coverage",
        "/coverage?feed=77",
        "/coverage?publisher=Press%2012",
        "/coverage?q=press%2012",
        "/storage",
        "/metrics",
        "/about",
    ),
)


def fill(url: str, feeds: int, articles: int, days: int) -> None:
    """Feeds, runs, polls and articles that look like years of work."""
    values = {"feeds": feeds, "articles": articles, "days": days, "now": NOW}
    with connect(url, limits=PATIENT) as conn, conn.cursor() as cursor:
        for ahead in range(days // 28 + 2):
            cursor.execute("SELECT wireroom.ensure_partition(%s)", (NOW - timedelta(days=28 * ahead),))
            conn.commit()
        for statement in FILL:
            began = time.monotonic()
            cursor.execute(statement, values)
            conn.commit()
            print(f"{time.monotonic() - began:6.1f} s  {statement.splitlines()[0]}", flush=True)
    with contextlib.closing(psycopg2.connect(url)) as conn:
        conn.autocommit = True
        with conn.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def server_of(url: str) -> psutil.Process:
    """The process whose children are the server's sessions."""
    with contextlib.closing(psycopg2.connect(url)) as conn, conn.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return psutil.Process(psutil.Process(cursor.fetchone()[0]).ppid())


def work_of(server: psutil.Process) -> float:
    """CPU time of its sessions so far, those that have ended included; ms, in steps of ten."""
    ended, alive = server.cpu_times(), [child.cpu_times() for child in server.children()]
    seconds = ended.children_user + ended.children_system + sum(each.user + each.system for each in alive)
    return float(seconds * 1000)


def measure(client: TestClient, times: int, url: str) -> bool:
    """A line a page; True where all keep to the limit."""
    well, server = True, server_of(url)
    for path in PAGES:
        before = work_of(server)
        took, worked = [], []
        for _ in range(times):
            began, busy = time.perf_counter(), time.process_time()
            answer = client.get(f"/wireroom{path}")
            took.append((time.perf_counter() - began) * 1000)
            worked.append((time.process_time() - busy) * 1000)
        p50, p95 = np.quantile(took, (0.5, 0.95))
        well &= p95 <= LIMIT and answer.status_code == 200
        mark = "" if p95 <= LIMIT and answer.status_code == 200 else "  <-- "
        size = len(answer.content) / 1024
        time.sleep(0.2)  # for the last session to end
        theirs = (work_of(server) - before) / times
        figures = f"{p50:7.0f} {p95:7.0f} ms {min(worked):5.0f} + {theirs:4.0f} CPU"
        print(f"{figures} {answer.status_code} {size:6.0f} kB  {path}{mark}", flush=True)
    return well


def main() -> int:
    """Exit code 1 where a page takes longer than the limit."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--feeds", type=int, default=5_000)
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--days", type=int, default=90)
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--url", help="of a database that is filled already")
    parser.add_argument("--keep", action="store_true", help="only fill, then wait")
    arguments = parser.parse_args()
    if arguments.url:
        return int(not measure(client_of(arguments.url), arguments.times, arguments.url))
    with postgres.admin_url() as admin, postgres.database(admin) as url:
        migrate(url)
        fill(url, arguments.feeds, arguments.articles, arguments.days)
        print(url, flush=True)
        if arguments.keep:
            time.sleep(3 * 3600)
        return int(not measure(client_of(url), arguments.times, url))


def client_of(url: str) -> TestClient:
    """A viewer at the pages over that database."""
    app = FastAPI()
    app.mount(
        "/wireroom",
        build_app(Settings(database_url=url, reader_database_url=url), StubGateway(), lambda: NOW),
    )
    return TestClient(app, headers={"X-Visitor": "editor"})


if __name__ == "__main__":
    sys.exit(main())
