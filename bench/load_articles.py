"""How fast articles are filed: rows a second through the store, beside row-by-row inserts in the same run.

    python bench/load_articles.py [--articles N] [--words N]

Starts a PostgreSQL of its own (see tests/README.md); client and server on the same machine.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

import psutil

from support import postgres
from wireroom.decide import plan_batch
from wireroom.models import Article, DateReading, LoadBatch, Precision, Publisher
from wireroom.store.articles.loader import loading
from wireroom.store.articles.partitions import ensure_partitions
from wireroom.store.articles.search_index import index_search
from wireroom.store.connection import Connection, connect
from wireroom.store.runs import open_run
from wireroom.store.schema.migrate import migrate

BATCH = 2_000
NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
ONE_BY_ONE = "INSERT INTO one_by_one VALUES (%s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--words", type=int, default=150, help="words of text in each article")
    chosen = parser.parse_args()
    articles = list(synthetic_articles(chosen.articles, words=chosen.words))
    sample = articles[: max(1, len(articles) // 10)]
    others = list(synthetic_articles(max(1, len(articles) // 20), words=chosen.words, seed=8))
    with (
        postgres.admin_url() as admin,
        postgres.database(admin) as url,
        connect(migrated(url)) as conn,
    ):
        ensure_partitions(conn, articles)
        rates = {
            "filed, new": rate(conn, len(articles), lambda: file_all(conn, articles)),
            "made searchable": rate(conn, len(articles), lambda: index_search(conn)),
            "filed again, unchanged": rate(conn, len(articles), lambda: file_all(conn, articles, known=True)),
            "filed one by one, new": rate(conn, len(others), lambda: file_all(conn, others, batch_size=1)),
            "plain INSERT of six columns": rate(conn, len(sample), lambda: insert_one_by_one(conn, sample)),
        }
    print(f"{len(articles):,} articles of {chosen.words} words   {'a second':>10} {'a CPU second':>14}")
    for what, (wall, cpu) in rates.items():
        print(f"{what:<36} {wall:>10,.0f} {cpu:>14,.0f}")
    ratio = rates["filed, new"][1] / rates["filed one by one, new"][1]
    print(f"{'filed in bulk to one by one':<47} {ratio:>13.1f}")


def rate(conn: Connection, articles: int, work: Callable[[], object]) -> tuple[float, float]:
    """Articles a second by the clock, and by the processor time of client and server together.

    The second figure is that of one core which does nothing else: what else runs here does not touch it.
    """
    server = psutil.Process(conn.info.backend_pid)
    clock, cpu = time.perf_counter(), time.process_time() + sum(server.cpu_times()[:2])
    work()
    cpu = time.process_time() + sum(server.cpu_times()[:2]) - cpu
    return articles / (time.perf_counter() - clock), articles / cpu


def migrated(url: str) -> str:
    """The same URL, with the schema in place."""
    migrate(url)
    return url


def file_all(
    conn: Connection, articles: Sequence[Article], *, known: bool = False, batch_size: int = BATCH
) -> None:
    """File in batches as ingest does; all must be new, or all known and unchanged."""
    run_id = open_run(conn, "bench", str(time.monotonic_ns()), NOW)
    for start in range(0, len(articles), batch_size):
        batch = articles[start : start + batch_size]
        with loading(conn, plan_batch, searchable=False) as filing:
            counts = filing.apply(LoadBatch(run_id=run_id, articles=tuple(batch)))
        assert (counts.inserted, counts.unchanged) == ((0, len(batch)) if known else (len(batch), 0))


def insert_one_by_one(conn: Connection, articles: Sequence[Article]) -> None:
    """What most feed collectors do: one statement and one commit an article, far fewer columns."""
    with conn.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE one_by_one (url text PRIMARY KEY, title text, summary text, text text, html text,"
            " published_at timestamptz)"
        )
        for article in articles:
            at = article.published.at if article.published else None
            values = (article.url, article.title, article.summary, article.text, article.html, at)
            cursor.execute(ONE_BY_ONE, values)
            conn.commit()


def synthetic_articles(wanted: int, *, words: int, seed: int = 7) -> Iterator[Article]:
    """Articles over three months from 200 outlets, with words distributed as in a language (Zipf)."""
    draw = random.Random(seed)
    vocabulary = ["".join(draw.choices("aeioubcdfghlmnprst", k=draw.randint(2, 11))) for _ in range(20_000)]
    weights = [1 / rank for rank in range(1, len(vocabulary) + 1)]
    for number in range(wanted):
        tokens = draw.choices(vocabulary, weights, k=words)
        text = "\n\n".join(" ".join(tokens[i : i + 50]) for i in range(0, words, 50))
        domain = f"outlet{number % 200}.example"
        url = f"https://www.{domain}/story/{seed}-{number}-{tokens[0]}"
        html = "".join(f"<p>{part}</p>" for part in text.split("\n\n"))
        yield Article(
            feed_id=1 + number % 200,
            seen_at=NOW,
            keys=tuple(hashlib.sha256(f"{kind}{url}".encode()).digest() for kind in "gul"),
            guid=url,
            url=url,
            canonical_url=url,
            title=" ".join(tokens[:8]),
            summary=" ".join(tokens[:25]),
            text=text,
            html=html,
            publisher=Publisher(domain, name=f"Outlet {number % 200}", source="url"),
            published=DateReading(
                "as written", "feed:pubDate", NOW - timedelta(minutes=number % 130_000), Precision.SECOND
            ),
            authors=("A. Writer",),
            tags=tuple(tokens[:4]),
            language="en",
            word_count=words,
            fingerprint=hashlib.sha256(text.encode()).digest(),
            provenance={"title": "feed", "published": "feed:pubDate", "language": "detected"},
        )


if __name__ == "__main__":
    main()
