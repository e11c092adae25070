"""A year of feeds in fast time, straight into the store: do sizes stand still once retention reaches back?

    python tests/support/fast_year.py [--days N] [--feeds N] [--articles N]

A few runs a simulated day, and maintenance after them. Articles are for ever and grow; what is kept for a
time must not, after that time.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import psycopg2

from support import postgres
from support.filings import NOW, article, feed, rejection, result
from wireroom.decide import plan_batch
from wireroom.maintain.maintain import maintain
from wireroom.models import LoadBatch
from wireroom.settings import Retention, Settings
from wireroom.store import storage
from wireroom.store.articles.loader import loading
from wireroom.store.articles.partitions import ensure_partitions
from wireroom.store.connection import FILING, Connection, connect
from wireroom.store.runs import open_run
from wireroom.store.schema.migrate import migrate

DAY = timedelta(days=1)
KEPT = Retention(landed=30 * DAY, polls=20 * DAY, runs=40 * DAY, rejected=30 * DAY)
BOUNDED = ("polls", "runs", "quarantine", "landed files")
BEGIN = NOW - 400 * DAY


@dataclass
class Year:
    """Bytes of each part at the end of each day."""

    sizes: dict[str, list[int]] = field(default_factory=dict)
    forecasts: dict[int, dict[str, int]] = field(default_factory=dict)  # day → part → in a year
    problems: list[str] = field(default_factory=list)


def simulate(url: str, home: Path, *, days: int, feeds: int, articles: int, runs: int = 6) -> Year:
    """So many runs a day, each polling every feed; `articles` new ones a day, one refused."""
    settings = Settings(database_url=url, home=home, landing_url=(home / "landing").as_uri(), retention=KEPT)
    year = Year()
    with connect(url, limits=FILING) as conn:
        feed_ids = [feed(conn, f"feed-{number}") for number in range(feeds)]
        for day in range(days):
            for run in range(runs):
                _run(conn, settings, feed_ids, day, run, articles if not run else 0)
            _vacuum(url)
            done = maintain(settings, now=BEGIN + day * DAY + timedelta(hours=23), dry_run=False)
            year.problems += done.problems
            parts = storage.storage_forecast(conn)
            for part in parts:
                year.sizes.setdefault(part.part, []).append(part.bytes)
            year.forecasts[day] = {part.part: part.bytes_in_a_year or 0 for part in parts}
    return year


def _vacuum(url: str) -> None:
    """What autovacuum does in a day; in fast time it never gets to it."""
    conn = psycopg2.connect(url)
    conn.autocommit = True
    with conn.cursor() as cursor:
        cursor.execute("VACUUM wireroom.run_feeds, wireroom.runs, wireroom.rejected")
    conn.close()


def _run(
    conn: Connection, settings: Settings, feed_ids: list[int], day: int, run: int, articles: int
) -> None:
    at = BEGIN + day * DAY + timedelta(hours=run)
    key = f"{at:%Y-%m-%dT%H}"
    run_id = open_run(conn, "ingest", key, at)
    new = tuple(
        article(f"{key} {number}", feed_id=feed_ids[number % len(feed_ids)], seen_at=at, text=f"{key} " * 150)
        for number in range(articles)
    )
    refused = tuple(rejection(f"{key} {number}", feed_ids[0], seen_at=at) for number in range(articles))
    ensure_partitions(conn, new)
    with loading(conn, plan_batch) as filing:
        filing.apply(LoadBatch(run_id, new, refused, tuple(result(number, at=at) for number in feed_ids)))
    with conn.cursor() as cursor:
        cursor.execute("UPDATE wireroom.runs SET status = 'succeeded' WHERE id = %s", (run_id,))
    conn.commit()
    folder = settings.home / "landing" / "ingest" / f"{at:%Y/%m/%d}" / key
    folder.mkdir(parents=True)
    (folder / "shard-00.warc.gz").write_bytes(b"x" * 5_000)


def main() -> int:
    """Print the sizes every 30 days; 1 where a bounded part still grows in the second half."""
    parser = argparse.ArgumentParser(description="A year of feeds in fast time.")
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--feeds", type=int, default=20)
    parser.add_argument("--articles", type=int, default=20)
    given = parser.parse_args()
    with (
        postgres.admin_url() as admin,
        postgres.database(admin) as url,
        tempfile.TemporaryDirectory() as folder,
    ):
        migrate(url)
        year = simulate(url, Path(folder), days=given.days, feeds=given.feeds, articles=given.articles)
    for part, sizes in sorted(year.sizes.items()):
        print(f"{part:<14}", *(f"{size / 1024:>9,.0f}" for size in sizes[29::30]), "kB")
    articles = [foreseen["articles"] for foreseen in year.forecasts.values()]
    print("articles in a year:", *(f"{size / 1024:,.0f}" for size in articles[29::30]), "kB")
    print("problems:", year.problems or "none")
    return 1 if year.problems or any(growth(year, part) > 0.1 for part in BOUNDED) else 0


def growth(year: Year, part: str) -> float:
    """By which share the part was larger in the last tenth of the time than in the middle."""
    sizes = year.sizes[part]
    middle, tenth = len(sizes) // 2, max(len(sizes) // 10, 1)
    before, after = sizes[middle : middle + tenth], sizes[-tenth:]
    return max(after) / max(before) - 1


if __name__ == "__main__":
    sys.exit(main())
