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
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from support import postgres
from wireroom import store
from wireroom.models import Action, Article, DateReading, Decision, Filing, Precision, Publisher

BATCH = 2_000
NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
ONE_BY_ONE = "INSERT INTO one_by_one SELECT %s, %s, %s, %s, %s, %s, wireroom.search_vector('en', %s, %s, %s)"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--words", type=int, default=150, help="words of text in each article")
    chosen = parser.parse_args()
    articles = list(synthetic_articles(chosen.articles, words=chosen.words))
    with (
        postgres.admin_url() as admin,
        postgres.database(admin) as url,
        store.connect(migrated(url)) as conn,
    ):
        store.ensure_partitions(conn, articles)
        with timed() as inserting:
            counts = file_all(conn, articles)
        with timed() as again:
            counts_again = file_all(conn, articles)
        sample = articles[: max(1, len(articles) // 10)]
        with timed() as singly:
            insert_one_by_one(conn, sample)
    assert counts == (len(articles), 0)
    assert counts_again == (0, len(articles))
    fast, single = len(articles) / inserting[0], len(sample) / singly[0]
    print(f"articles                     {len(articles):>10,}  of {chosen.words} words")
    print(f"filed, new                   {fast:>10,.0f}  a second")
    print(f"filed again, unchanged       {len(articles) / again[0]:>10,.0f}  a second")
    print(f"inserted and committed singly{single:>10,.0f}  a second")
    print(f"ratio                        {fast / single:>10.1f}")


def migrated(url: str) -> str:
    """The same URL, with the schema in place."""
    store.migrate(url)
    return url


def file_all(conn: store.Connection, articles: Sequence[Article]) -> tuple[int, int]:
    """File in batches as ingest does; (inserted, unchanged)."""
    run_id = store.open_run(conn, "bench", str(time.monotonic_ns()), NOW)
    inserted = unchanged = 0
    for start in range(0, len(articles), BATCH):
        batch = articles[start : start + BATCH]
        with store.filing(conn) as filing:
            stored = filing.stored([key for article in batch for key in article.keys])
            decisions = tuple(
                Decision(Action.SIGHTING, article, "known", stored[article.keys[0]].id)
                if article.keys[0] in stored
                else Decision(Action.INSERT, article, "new")
                for article in batch
            )
            counts = filing.apply(Filing(run_id=run_id, decisions=decisions))
        inserted += counts.inserted
        unchanged += counts.unchanged
    return inserted, unchanged


def insert_one_by_one(conn: store.Connection, articles: Sequence[Article]) -> None:
    """What most feed collectors do: one statement and one commit an article, far fewer columns."""
    with conn.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE one_by_one (url text, title text, summary text, text text, html text,"
            " published_at timestamptz, search tsvector)"
        )
        for article in articles:
            at = article.published.at if article.published else None
            body = (article.title, article.summary, article.text)
            cursor.execute(ONE_BY_ONE, (article.url, *body, article.html, at, *body))
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
        url = f"https://www.{domain}/story/{number}-{tokens[0]}"
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


@contextmanager
def timed() -> Iterator[list[float]]:
    """Seconds that the block took, in the list, once it has ended."""
    took: list[float] = []
    start = time.perf_counter()
    yield took
    took.append(time.perf_counter() - start)


if __name__ == "__main__":
    main()
