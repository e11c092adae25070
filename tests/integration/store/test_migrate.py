"""Migrating: any earlier state of a database in, the present schema out."""

from __future__ import annotations

import threading
from pathlib import Path

import psycopg2
import pytest

from support import postgres
from support.filings import article, file, rows
from support.schema_docs import schema_dump
from wireroom.errors import MigrationError, StoreError
from wireroom.settings import PROJECT_ROOT
from wireroom.store import connection
from wireroom.store.backup.backups import backup, restore
from wireroom.store.connection import connect
from wireroom.store.schema.migrate import migrate

SQL = PROJECT_ROOT / "sql"


def test_a_second_migration_finds_nothing_to_do(empty_database_url: str) -> None:
    """Every `make up` migrates; it must cost nothing and change nothing."""
    first = migrate(empty_database_url)
    again = migrate(empty_database_url)
    assert first.applied
    assert again.applied == ()
    assert again.present == len(first.applied)


@pytest.mark.slow
def test_two_migrators_at_once_do_not_meet(empty_database_url: str) -> None:
    """Two hosts start at the same moment: each migration is applied by one of them."""
    applied: list[int] = []
    start = threading.Barrier(2)

    def migrator() -> None:
        start.wait(timeout=60)
        applied.append(len(migrate(empty_database_url).applied))

    threads = [threading.Thread(target=migrator) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    assert sum(applied) == len(list((SQL / "migrations").glob("*.sql")))
    assert len(applied) == 2


def test_a_failing_migration_is_named_and_undone(empty_database_url: str, sql_copy: Path) -> None:
    """Those before it stay; mended, the next attempt goes on from there."""
    broken = sql_copy / "migrations" / "9999_add_nonsense.sql"
    broken.write_text("CREATE TABLE wireroom.half (id bigint); SELECT nonsense;")
    with pytest.raises(MigrationError, match=r"9999_add_nonsense\.sql.*nonsense") as caught:
        migrate(empty_database_url, folder=sql_copy)
    assert caught.value.migration == broken.name
    with connect(empty_database_url) as conn:
        assert rows(conn, "SELECT to_regclass('wireroom.half')") == [(None,)]
    broken.write_text("CREATE TABLE wireroom.half (id bigint);")
    assert migrate(empty_database_url, folder=sql_copy).applied == (broken.name,)


def test_an_edited_migration_is_refused(database_url: str, sql_copy: Path) -> None:
    """What is applied is history: an edit would leave databases that differ."""
    first = sorted((sql_copy / "migrations").glob("*.sql"))[0]
    first.write_text(first.read_text() + "\n-- edited")
    with pytest.raises(MigrationError, match="edited after it was applied"):
        migrate(database_url, folder=sql_copy)


def test_a_database_ahead_of_the_checkout_is_refused(database_url: str, sql_copy: Path) -> None:
    """Old code must not write into a schema that it does not know."""
    sorted((sql_copy / "migrations").glob("*.sql"))[-1].unlink()
    with pytest.raises(MigrationError, match="not in this checkout"):
        migrate(database_url, folder=sql_copy)


def test_a_migration_that_comes_late_is_applied_late(
    empty_database_url: str, database_url: str, sql_copy: Path
) -> None:
    """Whoever pulled between two pushes has a later number without an earlier one: no reason to be stuck."""
    there = sorted((sql_copy / "migrations").iterdir())
    kept = [path for path in there if path.name <= "0067_keep_hub_subscriptions.sql"]
    for path in {*there, *(sql_copy / "views").iterdir()} - {*kept[:-4], kept[-1]}:
        path.unlink()
    migrate(empty_database_url, folder=sql_copy)
    missing = [path.name for path in there if path not in (*kept[:-4], kept[-1])]
    assert migrate(empty_database_url).applied == tuple(missing)
    # Columns of a table may stand in another order, which nothing of ours goes by.
    late, in_turn = schema_dump(empty_database_url), schema_dump(database_url)
    assert sorted(line.rstrip(",") for line in late.splitlines()) == sorted(
        line.rstrip(",") for line in in_turn.splitlines()
    )


def test_a_server_that_is_too_old_is_refused_before_anything_is_made(
    empty_database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "_OLDEST", 99)
    with pytest.raises(StoreError, match=r"PostgreSQL \d+ answers, 99 or newer is needed"):
        migrate(empty_database_url)
    with connect(empty_database_url) as conn:
        assert rows(conn, "SELECT to_regnamespace('wireroom')") == [(None,)]


def test_a_database_that_cannot_hold_every_sign_is_refused_before_anything_is_made(
    admin_database_url: str, tmp_path: Path
) -> None:
    """The first Chinese headline would fail every filing; so would a backup brought back into it."""
    with (
        postgres.database(admin_database_url, encoding="LATIN1") as url,
        pytest.raises(StoreError, match=r"is encoded in LATIN1.*ENCODING 'UTF8'"),
    ):
        migrate(url)
    backup(admin_database_url, tmp_path / "a.dump")
    with (
        postgres.database(admin_database_url, encoding="LATIN1") as url,
        pytest.raises(StoreError, match="is encoded in LATIN1"),
    ):
        restore(url, tmp_path / "a.dump")


def test_a_view_that_changes_its_shape_is_made_anew(database_url: str, sql_copy: Path) -> None:
    """Columns cannot be taken from a view in place."""
    view = sql_copy / "views" / "60_news_rejected.sql"
    view.write_text("CREATE OR REPLACE VIEW news.rejected AS SELECT id, reason FROM wireroom.rejected;")
    migrate(database_url, folder=sql_copy)
    with connect(database_url) as conn:
        assert rows(conn, "SELECT count(*) FROM news.rejected") == [(0,)]
    migrate(database_url)
    with connect(database_url) as conn:
        assert rows(conn, "SELECT count(feed) FROM news.rejected") == [(0,)]


def test_views_of_analysts_survive_a_migration(database_url: str) -> None:
    """dbt models and BI views stand on `news`: what does not change its shape is replaced in place."""
    with connect(database_url) as conn, conn.cursor() as cursor:
        cursor.execute("CREATE VIEW public.mine AS SELECT id, title FROM news.articles")
    migrate(database_url)
    with connect(database_url) as conn:
        file(conn, [article("ferry")])
        assert rows(conn, "SELECT title FROM public.mine") == [("Report on ferry",)]


def test_without_the_right_to_create_roles_the_message_says_what_to_run(
    empty_database_url: str, tmp_path: Path
) -> None:
    """On managed servers a DBA makes the roles, once."""
    if "//postgres@" not in empty_database_url:
        pytest.skip("needs a server that lets anybody in, such as the one that tests start")
    text = (SQL / "migrations" / "0001_create_roles.sql").read_text()
    (tmp_path / "migrations").mkdir()
    (tmp_path / "views").mkdir()
    # Roles belong to the server, and this one has ours: ask for two that it does not have.
    renamed = text.replace("wireroom_loader", "wireroom_missing_one").replace(
        "wireroom_reader", "wireroom_two"
    )
    (tmp_path / "migrations" / "0001_create_roles.sql").write_text(renamed)
    with connect(empty_database_url) as conn, conn.cursor() as cursor:
        cursor.execute("DROP ROLE IF EXISTS wireroom_test_weak")
        cursor.execute("CREATE ROLE wireroom_test_weak LOGIN")
        cursor.execute(f"GRANT CREATE ON DATABASE {conn.info.dbname} TO wireroom_test_weak")
    weak = empty_database_url.replace("postgres@", "wireroom_test_weak@")
    try:
        with pytest.raises(MigrationError, match="CREATE ROLE wireroom_missing_one NOLOGIN"):
            migrate(weak, folder=tmp_path)
    finally:
        with connect(empty_database_url) as conn, conn.cursor() as cursor:
            cursor.execute("DROP OWNED BY wireroom_test_weak")
            cursor.execute("DROP ROLE wireroom_test_weak")


def test_the_migrated_database_is_schema_sql(database_url: str) -> None:
    """One truth of the schema: what the migrations make is what sql/schema.sql shows."""
    with connect(database_url) as conn:
        if conn.info.server_version // 10_000 != 18:
            pytest.skip("sql/schema.sql is written by PostgreSQL 18, this server is another")
    written = (SQL / "schema.sql").read_text(encoding="utf-8")
    assert schema_dump(database_url) == written, "run tests/support/write_docs.py"


def test_schema_sql_makes_the_same_database(empty_database_url: str, database_url: str) -> None:
    """Not only a picture: it can be run."""
    with psycopg2.connect(empty_database_url) as conn, conn.cursor() as cursor:
        cursor.execute(
            "CREATE EXTENSION unaccent; CREATE EXTENSION pg_trgm; SET check_function_bodies = false"
        )
        cursor.execute((SQL / "schema.sql").read_text(encoding="utf-8"))
    conn.close()
    assert schema_dump(empty_database_url) == schema_dump(database_url)
