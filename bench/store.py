"""The warehouse under load: filing, search and stories together, in date order, beside a bare COPY.

    python bench/store.py [--articles 200000] [--months 24] [--parts 10]

Prints a row a part: articles a CPU second (client and server), WAL and bytes an article; then the times of
what analysts ask. Starts a PostgreSQL of its own; client and server on the same machine.
"""

from __future__ import annotations

import argparse
import io
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

import psutil

from load_articles import BATCH, NOW, synthetic_articles
from support import postgres
from wireroom.decide import plan_batch
from wireroom.models import Article, DateReading, LoadBatch, Precision
from wireroom.store.articles.loader import loading
from wireroom.store.articles.partitions import ensure_partitions
from wireroom.store.articles.search_index import index_search
from wireroom.store.connection import PATIENT, Connection, connect
from wireroom.store.runs import open_run
from wireroom.store.schema.migrate import migrate
from wireroom.stories.cluster_stories import cluster_stories

WORDS = 480  # some 3 KB of text
RARE = "zzqferry"  # stands in one article of a hundred
DAYS = 14


@dataclass
class Spent:
    """CPU seconds by step, WAL and disk, of one part of the articles."""

    articles: int = 0
    filing: float = 0.0
    search: float = 0.0
    stories: float = 0.0
    wal: int = 0
    disk: int = 0

    @property
    def rate(self) -> float:
        """Articles a CPU second, all in."""
        return self.articles / max(self.filing + self.search + self.stories, 1e-9)


def main() -> None:
    """Load, then ask."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=200_000)
    parser.add_argument("--months", type=int, default=24)
    parser.add_argument("--parts", type=int, default=10)
    chosen = parser.parse_args()
    with postgres.admin_url() as admin, postgres.database(admin) as url:
        migrate(url)
        with connect(url, limits=PATIENT) as conn:
            bare = bare_copy(conn, min(chosen.articles, 20_000))
            print(f"bare COPY into one table without an index: {bare:,.0f} articles a CPU second\n")
            parts = list(load(conn, chosen.articles, chosen.months, chosen.parts, bare))
            print(f"\nlast part to first: {parts[-1].rate / parts[0].rate:.2f}")
            again(conn, chosen.articles, chosen.months, parts[0])
            ask(conn)


def in_date_order(wanted: int, months: int, seed: int = 7) -> Iterator[Article]:
    """As live filing is, each a little later than the one before; one in a hundred says RARE."""
    step = timedelta(days=30.4 * months) / wanted
    start = NOW - timedelta(days=30.4 * months)
    for number, article in enumerate(synthetic_articles(wanted, words=WORDS, seed=seed)):
        at = start + step * number
        text = f"{article.text} {RARE}" if number % 100 == 0 else article.text
        date = DateReading("as written", "feed:pubDate", at, Precision.SECOND)
        yield replace(article, text=text, published=date, seen_at=at + timedelta(minutes=5))


def load(conn: Connection, wanted: int, months: int, parts: int, bare: float) -> Iterator[Spent]:
    """File all of it, part by part; prints as it goes."""
    print(
        f"{'articles':>10} {'a CPU s':>8} {'of COPY':>8} {'filing':>7} {'search':>7} {'stories':>7}"
        "  (CPU ms an article)"
        f" {'WAL KB':>7} {'disk KB':>8}"
    )
    batch: list[Article] = []
    spent, done = Spent(), 0
    for article in in_date_order(wanted, months):
        batch.append(article)
        if len(batch) == BATCH or done + len(batch) == wanted:
            file_one(conn, batch, spent)
            done += len(batch)
            batch = []
            if spent.articles >= wanted // parts or done == wanted:
                spent.disk = size(conn)
                n = spent.articles
                print(
                    f"{done:>10,} {spent.rate:>8,.0f} {spent.rate / bare:>8.3f}"
                    f" {1000 * spent.filing / n:>7.2f} "
                    f"{1000 * spent.search / n:>7.2f} {1000 * spent.stories / n:>7.2f} {'':>22}"
                    f"{spent.wal / n / 1024:>8.1f} {spent.disk / done / 1024:>8.1f}",
                    flush=True,
                )
                yield spent
                spent = Spent()


def file_one(conn: Connection, batch: Sequence[Article], spent: Spent) -> None:
    """One batch all the way: filed, searchable, in its stories."""
    before = wal(conn)
    ensure_partitions(conn, batch)
    run_id = open_run(conn, "bench", str(time.monotonic_ns()), NOW)

    def filing() -> None:
        with loading(conn, plan_batch, searchable=False) as loader:
            loader.apply(LoadBatch(run_id=run_id, articles=tuple(batch)))

    spent.filing += cpu_of(conn, filing)
    spent.search += cpu_of(conn, lambda: index_search(conn))
    spent.stories += cpu_of(conn, lambda: cluster_stories(conn, DAYS))
    spent.articles += len(batch)
    spent.wal += wal(conn) - before


def again(conn: Connection, wanted: int, months: int, first: Spent) -> None:
    """The first tenth once more: known, so only counters move."""
    batch, spent = [], Spent()
    for article in in_date_order(wanted, months):
        batch.append(article)
        if len(batch) == BATCH:
            file_one(conn, batch, spent)
            batch = []
        if spent.articles >= wanted // 10:
            break
    print(
        f"filed again, unchanged: {spent.rate:,.0f} a CPU second, "
        f"{spent.rate / first.rate:.1f} times the first rate"
    )


def ask(conn: Connection) -> None:
    """What analysts ask, in milliseconds by the clock."""
    ((url, article_id, canonical),) = rows(
        conn, "SELECT url, id, canonical_url FROM news.articles ORDER BY id DESC LIMIT 1"
    )
    questions: dict[str, tuple[str, tuple[object, ...]]] = {
        "search, a month": (
            "SELECT * FROM news.search(%s, since => %s, until => %s)",
            (RARE, NOW - timedelta(days=60), NOW - timedelta(days=30)),
        ),
        "exact count by day and publisher": ("SELECT * FROM news.search_count(%s)", (RARE,)),
        "newest 50 of a publisher": (
            (
                "SELECT id, title FROM news.articles WHERE publisher_domain = %s"
                " ORDER BY published_at DESC LIMIT 50"
            ),
            ("outlet7.example",),
        ),
        "the same, by publisher_id": (
            (
                "SELECT id, title FROM news.articles WHERE publisher_id ="
                " (SELECT id FROM news.publishers WHERE domain = %s) ORDER BY published_at DESC LIMIT 50"
            ),
            ("outlet7.example",),
        ),
        "by id": ("SELECT id, title FROM news.articles WHERE id = %s", (article_id,)),
        "by url": ("SELECT id, title FROM news.articles WHERE url = %s", (url,)),
        "by canonical_url": ("SELECT id, title FROM news.articles WHERE canonical_url = %s", (canonical,)),
        "news.article": ("SELECT id, title FROM news.article(%s)", (article_id,)),
        "news.articles_by_url": ("SELECT id, title FROM news.articles_by_url(%s)", (url,)),
        "a page of 1,000 changes": (
            'SELECT count(*) FROM news.changes((SELECT max("cursor") FROM news.changes(NULL, 5000)), 1000)',
            (),
        ),
        "stories of a week": (
            "SELECT count(*) FROM news.stories WHERE first_published_at > %s",
            (NOW - timedelta(days=7),),
        ),
    }
    print(f"\n{'asked':<36} {'p50 ms':>8} {'p95 ms':>8}")
    for what, (statement, values) in questions.items():
        times = [timed(conn, statement, values) for _ in range(20)]
        print(f"{what:<36} {statistics.median(times):>8.1f} {sorted(times)[18]:>8.1f}")


def bare_copy(conn: Connection, wanted: int) -> float:
    """Articles a CPU second into one table without index, made of the same words: the best of three."""
    lines = "".join(
        "\t".join((a.url or "", a.title, a.summary, a.text.replace("\n", "\\n"), a.html, str(a.seen_at)))
        + "\n"
        for a in in_date_order(wanted, 24)
    )
    with conn.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE bare (url text, title text, summary text, text text, html text, at timestamptz)"
        )
        spent = min(
            cpu_of(conn, lambda: cursor.copy_expert("COPY bare FROM STDIN", io.StringIO(lines)))
            for _ in range(3)
        )
        cursor.execute("DROP TABLE bare")
    conn.commit()
    return wanted / spent


def cpu_of(conn: Connection, work: Callable[[], object]) -> float:
    """CPU seconds of client and server together."""
    server = psutil.Process(conn.info.backend_pid)
    before = time.process_time() + sum(server.cpu_times()[:2])
    work()
    return time.process_time() + sum(server.cpu_times()[:2]) - before


def timed(conn: Connection, statement: str, values: tuple[object, ...]) -> float:
    """Milliseconds by the clock, planning included."""
    started = time.perf_counter()
    rows(conn, statement, *values)
    return (time.perf_counter() - started) * 1000


def rows(conn: Connection, statement: str, *values: object) -> list[tuple[object, ...]]:
    """All rows, in a transaction of its own."""
    with conn.cursor() as cursor:
        cursor.execute(statement, values or None)
        found = cursor.fetchall()
    conn.rollback()
    return found


def wal(conn: Connection) -> int:
    """Bytes of write-ahead log so far."""
    return int(str(rows(conn, "SELECT (pg_current_wal_insert_lsn() - '0/0')::bigint")[0][0]))


def size(conn: Connection) -> int:
    """Bytes of the database."""
    return int(str(rows(conn, "SELECT pg_database_size(current_database())")[0][0]))


if __name__ == "__main__":
    main()
