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
from wireroom.cli.main import main
from wireroom.maintain import database_maintenance
from wireroom.maintain.database_maintenance import order_months
from wireroom.maintain.maintenance import Maintenance
from wireroom.models import Article
from wireroom.settings import Settings
from wireroom.store.articles import partitions
from wireroom.store.connection import Connection, connect

PARTITIONS = (
    "SELECT inhrelid::regclass::text FROM pg_inherits"
    " WHERE inhparent = 'wireroom.articles'::regclass AND inhrelid::regclass::text ~ '2019' ORDER BY 1"
)
MERGED = [("wireroom.articles_2019",)]
MONTHS = [(f"wireroom.articles_2019_{month:02}",) for month in (3, 4, 12)]
WHOLE = "SELECT to_jsonb(a) FROM wireroom.articles AS a ORDER BY a.id"


@pytest.fixture
def past(conn: Connection) -> Connection:
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


def maintenance(conn: Connection, home: Path, *, dry_run: bool = False, merge: bool = True) -> Maintenance:
    settings = Settings(database_url="", home=home, landing_url=home.as_uri())
    return Maintenance(settings, conn, datetime.now(UTC), (), dry_run, merge)


def test_months_of_a_long_past_year_become_one_partition(past: Connection, tmp_path: Path) -> None:
    before = rows(past, WHOLE)
    would = order_months(maintenance(past, tmp_path, dry_run=True))
    assert "; 3 old months can become 1 year: stop all else" in would
    assert rows(past, PARTITIONS) == MONTHS
    # the month that waits is made first, since its year stands in months
    did = order_months(maintenance(past, tmp_path))
    assert did.endswith("; 4 old months put into their years (4 articles)")
    assert rows(past, PARTITIONS) == MERGED
    assert rows(past, WHOLE) == before, "every column of every article"
    assert rows(past, "SELECT count(*) FROM news.search('report')") == [(4,)]
    assert "old months" not in order_months(maintenance(past, tmp_path)), "once is enough"


def test_a_year_stays_in_months_until_an_operator_asks(past: Connection, tmp_path: Path) -> None:
    """The daily maintenance runs beside readers, of whom one may begin in the moment of the change."""
    said = order_months(maintenance(past, tmp_path, merge=False))
    assert (
        "; 4 old months can become 1 year: stop all else and call `wireroom maintain --merge-years`" in said
    )
    assert MERGED[0] not in rows(past, PARTITIONS)


def test_the_command_merges_only_where_that_is_asked_for(
    past: Connection, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    past.rollback()  # a reader's transaction of our own
    monkeypatch.setenv("WIREROOM_DATABASE_URL", database_url)
    monkeypatch.setenv("WIREROOM_HOME", str(tmp_path))
    assert main(["maintain"]) == 0
    assert MERGED[0] not in rows(past, PARTITIONS)
    past.rollback()
    assert main(["maintain", "--merge-years"]) == 0
    assert rows(past, PARTITIONS) == MERGED


def test_one_who_is_in_the_way_of_a_year_is_asked_no_more_for_the_next(
    past: Connection, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    years = [partitions.YearInMonths(year, 12, 1) for year in (2018, 2019)]
    monkeypatch.setattr(partitions, "years_in_months", lambda conn: years)
    monkeypatch.setattr(partitions, "merge_year", lambda conn, year: asked.append(year))
    assert "from 2018 on months stay" in order_months(maintenance(past, tmp_path))
    assert asked == [2018]


def test_what_waits_in_the_default_partition_comes_along(past: Connection) -> None:
    assert partitions.merge_year(past, 2019) == 4
    assert rows(past, "SELECT count(*) FROM wireroom.articles_default") == [(0,)]


def test_filing_goes_on_in_a_merged_year(past: Connection) -> None:
    partitions.merge_year(past, 2019)
    counts = file(past, [of(3, text="Corrected.", seen_at=datetime.now(UTC)), of(5)], run="after")
    assert (counts.revised, counts.inserted) == (1, 1)
    assert rows(past, "SELECT DISTINCT tableoid::regclass::text FROM wireroom.articles") == MERGED
    with past.cursor() as cursor:
        cursor.execute("SET enable_seqscan = off")
    (plan,) = zip(*rows(past, "EXPLAIN SELECT FROM wireroom.articles WHERE id = 1"), strict=True)
    assert "articles_2019_id_idx" in "".join(plan), "indexes came along"


def test_a_year_of_now_stays_in_months(past: Connection) -> None:
    file(past, [article("new")], run="new")
    assert partitions.merge_year(past, NOW.year) == 0
    assert [year.year for year in partitions.years_in_months(past)] == [2019]


def test_a_large_year_stays_and_is_told(
    past: Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Filings would wait for too long."""
    monkeypatch.setattr(database_maintenance, "YEAR_AT_MOST", 1)
    assert "the months of 2019 stay" in order_months(maintenance(past, tmp_path))
    assert rows(past, "SELECT count(*) FROM wireroom.articles") == [(4,)]
    assert MERGED[0] not in rows(past, PARTITIONS)


@contextmanager
def snapshot(url: str) -> Iterator[Connection]:
    """A session with a snapshot of now that has read nothing of articles yet: it holds no lock on them."""
    with connect(url) as other, other.cursor() as cursor:
        cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT 1")
        yield other


def test_a_snapshot_of_before_never_sees_an_empty_year(past: Connection, database_url: str) -> None:
    """Rows that are copied are new to it: months and year must not change places while it lasts."""
    with snapshot(database_url) as reader:
        assert partitions.merge_year(past, 2019) is None
        assert rows(reader, "SELECT count(*) FROM news.articles") == [(4,)]
        assert rows(past, PARTITIONS) == MONTHS
    assert partitions.merge_year(past, 2019) == 4


@pytest.mark.parametrize("moment", ["CREATE TABLE", "DROP TABLE"])
def test_one_who_connects_and_begins_while_a_year_is_merged_sees_all_of_it(
    past: Connection, database_url: str, moment: str
) -> None:
    """While it is copied or while the tables change places: a trigger holds the merging up there."""
    with past.cursor() as cursor:
        cursor.execute(
            "CREATE FUNCTION hold_up() RETURNS event_trigger LANGUAGE plpgsql AS"
            " $$ BEGIN PERFORM pg_advisory_lock(1); PERFORM pg_advisory_unlock(1); END $$;"
            f"CREATE EVENT TRIGGER hold_up ON ddl_command_start WHEN tag IN ('{moment}')"
            " EXECUTE FUNCTION hold_up()"
        )
    past.commit()
    merged: list[int | None] = []
    is_held_up = threading.Event()

    def merge() -> None:
        with connect(database_url) as other:
            done = partitions.merge_year(other, 2019)
            while done is None and not is_held_up.is_set():  # autovacuum was in the way
                done = partitions.merge_year(other, 2019)
            merged.append(done)

    merging = threading.Thread(target=merge)
    with connect(database_url) as holder:
        holder.autocommit = True  # in no transaction: only the merging is held up
        rows(holder, "SELECT pg_advisory_lock(1)")
        merging.start()
        for _ in range(600):
            if rows(holder, "SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"):
                is_held_up.set()
                break
            time.sleep(0.05)
        else:
            pytest.fail("it never came so far")
        with snapshot(database_url) as reader:
            rows(holder, "SELECT pg_advisory_unlock(1)")
            merging.join()
            assert merged == [None]
            assert rows(reader, "SELECT count(*) FROM news.articles") == [(4,)]
    assert rows(past, PARTITIONS) == MONTHS


def test_a_filing_that_comes_meanwhile_waits_and_succeeds(past: Connection, database_url: str) -> None:
    """It waits for the merging, and the merging does not wait for it."""
    filed: list[int] = []

    def load() -> None:
        with connect(database_url) as other:
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
