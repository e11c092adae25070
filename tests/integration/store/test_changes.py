"""`news.changes`: each version once, in an order that no late commit can upset."""

from __future__ import annotations

import select
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from datetime import timedelta
from pathlib import Path

import psycopg2
import pytest

from support.filings import NOW, article, feed, file, rows
from wireroom.decide import plan_batch
from wireroom.models import LoadBatch
from wireroom.settings import PROJECT_ROOT
from wireroom.store.articles.loader import loading
from wireroom.store.articles.partitions import ensure_partitions
from wireroom.store.connection import Connection, connect
from wireroom.store.runs import open_run
from wireroom.store.schema.migrate import migrate

SQL = PROJECT_ROOT / "sql"
ALL = "SELECT kind, article_id, version, changed, change_reason FROM news.changes(NULL, NULL)"
HOUR = timedelta(hours=1)


def test_each_version_is_a_change(conn: Connection) -> None:
    """As it was taken, with what differs; a mere sighting is none."""
    one = feed(conn)
    file(conn, [article("a", feed_id=one), article("b", feed_id=one)])
    file(conn, [article("a", feed_id=one, text="Other.", seen_at=NOW + HOUR)], run="second")
    file(conn, [article("b", feed_id=one, seen_at=NOW + HOUR)], run="third")
    a, b = (row[0] for row in rows(conn, "SELECT id FROM news.articles ORDER BY title"))
    assert rows(conn, ALL) == [
        ("inserted", a, 1, [], "published"),
        ("inserted", b, 1, [], "published"),
        ("revised", a, 2, ["text"], "corrected"),
    ]


def test_a_history_told_anew_says_so(conn: Connection) -> None:
    """A capture that comes in late makes the versions after it others than a consumer has."""
    file(conn, [article("ferry", text="Second.")])
    file(conn, [article("ferry", text="First.", seen_at=NOW - HOUR)], run="late")
    assert [row[:3:2] for row in rows(conn, ALL)] == [("inserted", 1), ("rewritten", 1), ("revised", 2)]
    assert rows(conn, "SELECT version, text FROM news.revisions ORDER BY version") == [
        (1, "First."),
        (2, "Second."),
    ]


def test_a_filing_that_is_undone_is_no_change(conn: Connection) -> None:
    run_id = open_run(conn, "ingest", "broken", NOW)

    def fail() -> None:
        with loading(conn, plan_batch) as filing:
            filing.apply(LoadBatch(run_id, (article("ferry"),)))
            raise RuntimeError("killed")

    with pytest.raises(RuntimeError, match="killed"):
        fail()
    file(conn, [article("other")])
    assert len(rows(conn, ALL)) == 1


def test_pages_follow_each_other_and_end(conn: Connection) -> None:
    """Each begins after the cursor of the last row before; a cursor stays good."""
    file(conn, [article(str(number)) for number in range(25)])
    taken: list[str] = []
    while page := rows(conn, "SELECT cursor FROM news.changes(%s, 10)", taken[-1] if taken else None):
        taken += [row[0] for row in page]
    assert len(set(taken)) == len(taken) == 25
    assert rows(conn, "SELECT news.changes_end()") == [(taken[-1],)]
    assert rows(conn, "SELECT count(*) FROM news.changes(%s)", taken[9]) == [(15,)]


def test_whoever_begins_at_the_end_gets_what_comes_after(conn: Connection) -> None:
    """Before anything is there, too."""
    [(end,)] = rows(conn, "SELECT news.changes_end()")
    file(conn, [article("ferry")])
    assert rows(conn, "SELECT count(*) FROM news.changes(%s)", end) == [(1,)]


@pytest.mark.parametrize(
    ("cursor", "words"),
    [("17", "no cursor"), ("0" * 24, "another database"), ("'; --", "no cursor")],
    ids=["a number", "of another database", "hostile"],
)
def test_a_wrong_cursor_is_an_error_and_never_a_gap(conn: Connection, cursor: str, words: str) -> None:
    with pytest.raises(psycopg2.errors.InvalidParameterValue, match=words):
        rows(conn, "SELECT * FROM news.changes(%s)", cursor)


def test_a_reader_follows_and_a_loader_cannot_forget_the_lock(database_url: str) -> None:
    """Whoever writes a change holds the lock of filing until the commit: the database sees to that."""
    with connect(database_url) as conn:
        file(conn, [article("ferry")])
        with conn.cursor() as cursor:
            cursor.execute("SET LOCAL ROLE wireroom_reader")
            cursor.execute("SELECT count(*) FROM news.changes()")
            assert cursor.fetchall() == [(1,)]
        conn.rollback()
        with connect(database_url) as careless, careless.cursor() as cursor:
            cursor.execute("SET LOCAL ROLE wireroom_loader")
            cursor.execute(
                "INSERT INTO wireroom.changes (filed_at, article_id, version, kind)"
                " VALUES (now(), 1, 9, 'removed')"
            )
            with conn.cursor() as other:
                other.execute("SET LOCAL lock_timeout = '100ms'")
                with pytest.raises(psycopg2.errors.LockNotAvailable):
                    other.execute("LOCK TABLE wireroom.filing_lock IN EXCLUSIVE MODE")
            careless.rollback()


def test_a_late_commit_is_never_skipped(database_url: str) -> None:
    """A slow writer began first and commits last: what a consumer has taken by then lies before it."""
    began = threading.Event()

    def slow() -> None:
        with connect(database_url) as own:
            run_id = open_run(own, "ingest", "slow", NOW)
            with loading(own, plan_batch) as filing:
                filing.apply(LoadBatch(run_id, (article("slow"),)))
                began.set()
                time.sleep(0.5)

    def quick() -> None:
        began.wait(60)
        with connect(database_url) as own:
            file(own, [article("quick")], run="quick", partitions=False)

    threads = [threading.Thread(target=work) for work in (slow, quick)]
    page = "SELECT cursor, article_id FROM news.changes(%s)"
    taken: list[tuple[str, int]] = []
    with connect(database_url) as conn:
        ensure_partitions(conn, [article("any")])
        for thread in threads:
            thread.start()
        while any(thread.is_alive() for thread in threads):
            taken += rows(conn, page, taken[-1][0] if taken else None)
        taken += rows(conn, page, taken[-1][0] if taken else None)
        assert sorted(article_id for _, article_id in taken) == [
            row[0] for row in rows(conn, "SELECT id FROM news.articles ORDER BY id")
        ]


@pytest.mark.parametrize("place", [0, 50_000, 98_999], ids=["beginning", "middle", "end"])
def test_a_page_costs_the_same_anywhere_in_the_history(conn: Connection, place: int) -> None:
    """It is a range of a primary key: so many pages of the disk are read, however many changes there are."""
    with conn.cursor() as cursor:
        cursor.execute(
            "INSERT INTO wireroom.changes (filed_at, article_id, version, kind, reason)"
            " SELECT now(), n, 1, 'inserted', 'new' FROM generate_series(1, 100000) AS n"
        )
        cursor.execute("ANALYZE wireroom.changes")
        cursor.execute("SELECT wireroom.change_cursor(%s)", (place,))
        [after] = cursor.fetchone() or [None]
    conn.commit()
    page = "EXPLAIN (ANALYZE, BUFFERS, FORMAT json) SELECT * FROM news.changes(%s, 1000)"
    rows(conn, page, after)  # reads the catalogues
    with conn.cursor() as cursor:
        cursor.execute(page, (after,))
        [[[told]]] = cursor.fetchall()
    assert told["Plan"]["Actual Rows"] == 1000
    assert told["Plan"]["Shared Hit Blocks"] + told["Plan"]["Shared Read Blocks"] < 60


def test_whoever_listens_is_told(conn: Connection, database_url: str) -> None:
    """Once a filing, when it is committed."""
    listener = psycopg2.connect(database_url)
    with listener, listener.cursor() as cursor:
        cursor.execute("LISTEN news_changes")
    file(conn, [article("a"), article("b")])
    select.select([listener], [], [], 10)
    listener.poll()
    assert [told.channel for told in listener.notifies] == ["news_changes"]
    listener.close()


def test_an_installation_of_before_brings_its_versions_along(empty_database_url: str, tmp_path: Path) -> None:
    """Each version of each article once, in the order in which it was filed."""
    migrate(empty_database_url)
    with connect(empty_database_url) as conn:
        file(conn, [article("a"), article("b")])
        file(conn, [article("a", text="Other.", seen_at=NOW + HOUR)], run="second")
        with conn.cursor() as cursor:  # as it was before
            cursor.execute("DROP TABLE wireroom.changes CASCADE")
            cursor.execute("DROP TABLE wireroom.change_log CASCADE")
            cursor.execute("DROP FUNCTION wireroom.lock_changes, wireroom.notify_changes CASCADE")
            cursor.execute("DELETE FROM wireroom.schema_migrations WHERE name >= '0027'")
        conn.commit()
    folder = tmp_path / "sql"
    shutil.copytree(SQL / "views", folder / "views")
    (folder / "migrations").mkdir()
    for path in (SQL / "migrations").glob("*.sql"):
        if path.name < "0028" or path.name.startswith("0038"):  # what the views of today are made with
            shutil.copy(path, folder / "migrations")
    applied = migrate(empty_database_url, folder=folder).applied
    assert applied == ("0027_keep_changes.sql", "0038_know_copied_databases.sql")
    with connect(empty_database_url) as conn:
        told = rows(conn, "SELECT kind, article_id, version FROM news.changes()")
        versions = rows(conn, "SELECT article_id, version FROM news.revisions ORDER BY filed_at, 1")
        assert [row[1:] for row in told] == versions
        assert [row[0] for row in told] == ["inserted", "inserted", "revised"]


def test_the_example_keeps_a_copy(conn: Connection, database_url: str, tmp_path: Path) -> None:
    """docs/examples/keep_a_copy.py, as its users call it."""
    copy = tmp_path / "copy.sqlite"

    def follow() -> list[tuple[object, ...]]:
        example = PROJECT_ROOT / "docs" / "examples" / "keep_a_copy.py"
        subprocess.run([sys.executable, example, database_url, copy, "--once"], check=True, timeout=60)
        with sqlite3.connect(copy) as has:
            return has.execute("SELECT id, version, title, text FROM article ORDER BY id").fetchall()

    file(conn, [article(str(number)) for number in range(5)])
    assert follow() == rows(conn, "SELECT id, version, title, text FROM news.articles ORDER BY id")
    file(conn, [article("3", text="Other.", seen_at=NOW + HOUR)], run="second")
    assert follow() == rows(conn, "SELECT id, version, title, text FROM news.articles ORDER BY id")
