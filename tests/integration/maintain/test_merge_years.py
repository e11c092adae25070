"""Long past years that stand in months, as older databases have them: merged, and nothing is lost."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from support.filings import NOW, article, file, published, rows
from wireroom import store
from wireroom.maintain import database_maintenance
from wireroom.maintain.database_maintenance import order_months
from wireroom.maintain.maintenance import Maintenance
from wireroom.models import Article
from wireroom.settings import Settings
from wireroom.store.articles import partitions

PARTITIONS = (
    "SELECT inhrelid::regclass::text FROM pg_inherits"
    " WHERE inhparent = 'wireroom.articles'::regclass AND inhrelid::regclass::text ~ '2019' ORDER BY 1"
)
MERGED = [("wireroom.articles_2019",)]
MONTHS = [(f"wireroom.articles_2019_{month:02}",) for month in (3, 4, 12)]
WHOLE = "SELECT to_jsonb(a) FROM wireroom.articles AS a ORDER BY a.id"


@pytest.fixture
def past(conn: store.Connection) -> store.Connection:
    """Three months of 2019 with an article each, as once made; one more waits in the default partition."""
    with conn.cursor() as cursor:
        for first, after in (("2019-03", "2019-04"), ("2019-04", "2019-05"), ("2019-12", "2020-01")):
            name = first.replace("-", "_")
            cursor.execute(
                f"CREATE TABLE wireroom.articles_{name} PARTITION OF wireroom.articles"
                f" FOR VALUES FROM ('{first}-01+00') TO ('{after}-01+00')"
            )
    conn.commit()
    file(conn, [of(month) for month in (3, 4, 12)])
    file(conn, [of(7)], run="waits", partitions=False)
    assert rows(conn, PARTITIONS) == MONTHS
    return conn


def of(month: int, **fields: Any) -> Article:
    return article(f"of {month}", published=published(datetime(2019, month, 28, 23, tzinfo=UTC)), **fields)


def maintenance(conn: store.Connection, home: Path, *, dry_run: bool = False) -> Maintenance:
    settings = Settings(database_url="", home=home, landing_url=home.as_uri())
    return Maintenance(settings, conn, datetime.now(UTC), (), dry_run)


def test_months_of_a_long_past_year_become_one_partition(past: store.Connection, tmp_path: Path) -> None:
    before = rows(past, WHOLE)
    would = order_months(maintenance(past, tmp_path, dry_run=True))
    assert would.endswith("3 old months would be put into their years")
    assert rows(past, PARTITIONS) == MONTHS
    # the month that waits is made first, since its year stands in months
    did = order_months(maintenance(past, tmp_path))
    assert did.endswith("; 4 old months put into their years (4 articles)")
    assert rows(past, PARTITIONS) == MERGED
    assert rows(past, WHOLE) == before, "every column of every article"
    assert rows(past, "SELECT count(*) FROM news.search('report')") == [(4,)]
    assert "old months" not in order_months(maintenance(past, tmp_path)), "once is enough"


def test_what_waits_in_the_default_partition_comes_along(past: store.Connection) -> None:
    assert partitions.merge_year(past, 2019) == 4
    assert rows(past, "SELECT count(*) FROM wireroom.articles_default") == [(0,)]


def test_filing_goes_on_in_a_merged_year(past: store.Connection) -> None:
    partitions.merge_year(past, 2019)
    counts = file(past, [of(3, text="Corrected.", seen_at=datetime.now(UTC)), of(5)], run="after")
    assert (counts.revised, counts.inserted) == (1, 1)
    assert rows(past, "SELECT DISTINCT tableoid::regclass::text FROM wireroom.articles") == MERGED
    with past.cursor() as cursor:
        cursor.execute("SET enable_seqscan = off")
    (plan,) = zip(*rows(past, "EXPLAIN SELECT FROM wireroom.articles WHERE id = 1"), strict=True)
    assert "articles_2019_id_idx" in "".join(plan), "indexes came along"


def test_a_year_of_now_stays_in_months(past: store.Connection) -> None:
    file(past, [article("new")], run="new")
    assert partitions.merge_year(past, NOW.year) == 0
    assert [year.year for year in partitions.years_in_months(past)] == [2019]


def test_a_large_year_stays_and_is_told(
    past: store.Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Filings would wait for too long."""
    monkeypatch.setattr(database_maintenance, "YEAR_AT_MOST", 1)
    assert "the months of 2019 stay" in order_months(maintenance(past, tmp_path))
    assert rows(past, "SELECT count(*) FROM wireroom.articles") == [(4,)]
    assert MERGED[0] not in rows(past, PARTITIONS)


@contextmanager
def snapshot(url: str) -> Iterator[store.Connection]:
    """A session with a snapshot of now that has read nothing of articles yet: it holds no lock on them."""
    with store.connect(url) as other, other.cursor() as cursor:
        cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT 1")
        yield other


def test_a_snapshot_of_before_never_sees_an_empty_year(past: store.Connection, database_url: str) -> None:
    """Rows that are copied are new to it: months and year must not change places while it lasts."""
    with snapshot(database_url) as reader:
        assert partitions.merge_year(past, 2019) is None
        assert rows(reader, "SELECT count(*) FROM news.articles") == [(4,)]
        assert rows(past, PARTITIONS) == MONTHS
    assert partitions.merge_year(past, 2019) == 4


def test_a_filing_that_comes_meanwhile_waits_and_succeeds(past: store.Connection, database_url: str) -> None:
    """It waits for the merging, and the merging does not wait for it."""
    filed: list[int] = []

    def load() -> None:
        with store.connect(database_url) as other:
            filed.append(
                file(other, [of(3, text="Corrected.", seen_at=datetime.now(UTC))], run="beside").revised
            )

    loader = threading.Thread(target=load)
    with past.cursor() as cursor:  # as merging holds it, but before it begins
        cursor.execute("LOCK TABLE wireroom.filing_lock IN EXCLUSIVE MODE")
        loader.start()
        for _ in range(600):
            cursor.execute(
                "SELECT FROM pg_locks WHERE relation = 'wireroom.filing_lock'::regclass AND NOT granted"
            )
            if cursor.rowcount:
                break
            time.sleep(0.05)
    assert partitions.merge_year(past, 2019) == 4
    loader.join()
    assert filed == [1]
    assert rows(past, "SELECT text FROM news.articles WHERE title = 'Report on of 3'") == [("Corrected.",)]
