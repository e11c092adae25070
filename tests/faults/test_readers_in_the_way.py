"""Migrating beside analysts who left a transaction open: nobody queues up, who is in the way is named."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg2
import pytest

from support.filings import article, file, rows
from wireroom.decide import plan_batch
from wireroom.errors import MigrationError
from wireroom.models import LoadBatch
from wireroom.settings import PROJECT_ROOT
from wireroom.store.articles.loader import loading
from wireroom.store.connection import Connection, connect
from wireroom.store.lock_waits import RetryPolicy
from wireroom.store.schema.migrate import migrate as migrate_database

SQL = PROJECT_ROOT / "sql"
SOON = RetryPolicy(tries=2, pause=0.1)
pytestmark = pytest.mark.timeout(120)


@contextmanager
def idle_analyst(url: str, statement: str = "SELECT count(*) FROM news.articles") -> Iterator[Connection]:
    """Has read something and went to lunch."""
    with psycopg2.connect(url, application_name="a notebook") as analyst, analyst.cursor() as cursor:
        cursor.execute("SET ROLE wireroom_reader")
        cursor.execute(statement)
        yield analyst
    analyst.close()


def add_column(folder: Path) -> None:
    (folder / "migrations" / "9000_add_column.sql").write_text(
        "ALTER TABLE wireroom.articles ADD COLUMN later text;"
    )


def test_who_is_in_the_way_is_named_and_nothing_is_half_done(database_url: str, sql_copy: Path) -> None:
    """With pid, user, application, since when and the query."""
    add_column(sql_copy)
    with idle_analyst(database_url) as analyst:
        pid = analyst.info.backend_pid
        with pytest.raises(MigrationError) as caught:
            migrate_database(database_url, folder=sql_copy, retry=SOON)
    words = str(caught.value)
    assert caught.value.migration == "9000_add_column.sql"
    for part in (f"pid {pid}", "user postgres", "a notebook", "idle in transaction"):
        assert part in words
    assert "SELECT count(*) FROM news.articles" in words
    assert "pg_terminate_backend" in words
    assert migrate_database(database_url, folder=sql_copy).applied == ("9000_add_column.sql",)


def test_a_migration_goes_on_when_the_analyst_is_done(database_url: str, sql_copy: Path) -> None:
    """It tells whom it waits for meanwhile."""
    add_column(sql_copy)
    heard: list[str] = []
    with idle_analyst(database_url) as analyst:
        timer = threading.Timer(3, analyst.rollback)
        timer.start()
        migrated = migrate_database(
            database_url, folder=sql_copy, tell=heard.append, retry=RetryPolicy(tries=20, pause=0.2)
        )
        timer.join()
    assert migrated.applied == ("9000_add_column.sql",)
    assert "9000_add_column.sql: waiting for pid" in heard[0]


def test_readers_do_not_queue_up_behind_a_migration_that_waits(database_url: str, sql_copy: Path) -> None:
    """A lock that is waited for stops all who come after: so it is waited for in short turns."""
    add_column(sql_copy)
    with idle_analyst(database_url), connect(database_url) as other:
        failed: list[Exception] = []

        def migrate() -> None:
            try:
                migrate_database(database_url, folder=sql_copy, retry=RetryPolicy(tries=6, pause=0.5))
            except MigrationError as error:
                failed.append(error)

        thread = threading.Thread(target=migrate)
        thread.start()
        slowest = 0.0
        while thread.is_alive():
            began = time.monotonic()
            assert rows(other, "SELECT count(*) FROM news.articles") == [(0,)]
            slowest = max(slowest, time.monotonic() - began)
            time.sleep(0.05)
        thread.join()
    assert failed
    assert slowest < 8, "two seconds a turn, and some for a slow machine; all six are twelve"


def test_unchanged_views_wait_for_nobody(database_url: str) -> None:
    """`make up` beside an open notebook."""
    with idle_analyst(database_url):
        migrated = migrate_database(database_url, retry=SOON)
    assert (migrated.applied, migrated.views) == ((), ())


def test_a_changed_view_waits_only_for_its_own_readers(database_url: str, sql_copy: Path) -> None:
    """Others are left alone; the rights come last, as always."""
    view = sql_copy / "views" / "60_news_rejected.sql"
    view.write_text(view.read_text().replace("'Why, in words.'", "'Why, in more words.'"))
    with idle_analyst(database_url, "SELECT count(*) FROM news.publishers"):
        migrated = migrate_database(database_url, folder=sql_copy, retry=SOON)
    assert migrated.views == ("60_news_rejected.sql", "90_grant_roles.sql")


def test_a_view_that_a_migration_dropped_is_made_again(database_url: str, sql_copy: Path) -> None:
    """Though its file has not changed."""
    (sql_copy / "migrations" / "9000_drop.sql").write_text("DROP VIEW news.rejected;")
    assert "60_news_rejected.sql" in migrate_database(database_url, folder=sql_copy).views
    with connect(database_url) as conn:
        assert rows(conn, "SELECT count(*) FROM news.rejected") == [(0,)]


def test_a_view_that_somebody_dropped_is_made_again(database_url: str) -> None:
    """As before: migrating mends it, and what stood on it."""
    with connect(database_url) as conn, conn.cursor() as cursor:
        cursor.execute("DROP VIEW news.revisions CASCADE")
        cursor.execute("DROP FUNCTION news.search")
    views = migrate_database(database_url).views
    assert views == ("40_news_revisions.sql", "70_news_search.sql", "90_grant_roles.sql")
    with connect(database_url) as conn, conn.cursor() as cursor:
        cursor.execute("SET ROLE wireroom_reader")
        cursor.execute("SELECT count(*) FROM news.revisions, news.search('x')")


def test_a_new_table_comes_with_the_rights_of_loaders(database_url: str, sql_copy: Path) -> None:
    """The file of rights is put back after every migration."""
    (sql_copy / "migrations" / "9000_add.sql").write_text("CREATE TABLE wireroom.more (id bigint);")
    migrate_database(database_url, folder=sql_copy)
    with connect(database_url) as conn:
        right = "SELECT has_table_privilege('wireroom_loader', 'wireroom.more', 'SELECT')"
        assert rows(conn, right) == [(True,)]


def test_a_migration_beside_a_filing_waits_for_its_end(database_url: str, sql_copy: Path) -> None:
    """Neither loses anything."""
    add_column(sql_copy)
    done: list[tuple[str, ...]] = []
    with connect(database_url) as conn:
        with loading(conn, plan_batch) as filing:
            filing.apply(LoadBatch(0))

            def migrate() -> None:
                done.append(migrate_database(database_url, folder=sql_copy).applied)

            thread = threading.Thread(target=migrate)
            thread.start()
            time.sleep(0.5)
        thread.join(timeout=60)
        assert file(conn, [article("ours")]).inserted == 1
    assert done == [("9000_add_column.sql",)]
