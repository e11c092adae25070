"""What role `wireroom_reader` may do, and what a session of it may cost."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import suppress

import psycopg2
import pytest
from psycopg2 import errors, sql

from support.filings import article, file, rows
from support.logins import as_user, login
from wireroom.errors import ConfigurationError
from wireroom.store.connection import Connection, connect
from wireroom.store.schema.migrate import migrate

LIMITS = {
    "statement_timeout": "30min",
    "idle_in_transaction_session_timeout": "5min",
    "lock_timeout": "10s",
    "temp_file_limit": "10GB",
}


def role_settings(conn: Connection, role: str) -> dict[str, str]:
    """Settings of a role by name."""
    ((settings,),) = rows(conn, "SELECT rolconfig FROM pg_roles WHERE rolname = %s", role)
    return dict(setting.split("=", 1) for setting in settings or ())


@pytest.fixture
def reader_as_found(conn: Connection) -> Iterator[None]:
    """Roles belong to the whole server: what a test sets is taken back."""
    yield
    conn.rollback()
    with conn.cursor() as cursor:
        for name, value in LIMITS.items():
            cursor.execute(
                sql.SQL("ALTER ROLE wireroom_reader SET {} = {}").format(
                    sql.Identifier(name), sql.Literal(value)
                )
            )
    conn.commit()


def test_readers_have_limits(conn: Connection) -> None:
    """Each is a setting of the role, so a login may have another."""
    assert role_settings(conn, "wireroom_reader") == LIMITS


@pytest.mark.usefixtures("reader_as_found")
def test_a_limit_that_the_operator_gave_stays(conn: Connection, database_url: str) -> None:
    """Migrating again fills in what is missing and changes nothing else."""
    with conn.cursor() as cursor:
        cursor.execute("ALTER ROLE wireroom_reader SET statement_timeout = '2h'")
        cursor.execute("ALTER ROLE wireroom_reader RESET lock_timeout")
    conn.commit()
    migrate(database_url)
    assert role_settings(conn, "wireroom_reader") == {**LIMITS, "statement_timeout": "2h"}


@pytest.mark.usefixtures("reader_as_found")
def test_a_limit_that_the_settings_name_is_set(conn: Connection, database_url: str) -> None:
    """Whatever the role has."""
    migrate(database_url, reader_limits={"statement_timeout": "1h"})
    assert role_settings(conn, "wireroom_reader") == {**LIMITS, "statement_timeout": "1h"}
    with pytest.raises(ConfigurationError, match=r'WIREROOM_READER_STATEMENT_TIMEOUT: .*"3 moons"'):
        migrate(database_url, reader_limits={"statement_timeout": "3 moons"})


def test_a_reader_reads_news_and_no_more(conn: Connection, database_url: str) -> None:
    """No writing, no private tables, no large objects, no lock that filing waits for."""
    file(conn, [article("ferry")])
    with login(database_url, "wireroom_reader") as name, as_user(database_url, name) as reader:
        cursor = reader.cursor()
        cursor.execute("SELECT title FROM news.articles")
        assert cursor.fetchall() == [("Report on ferry",)]
        for statement in (
            "SELECT count(*) FROM wireroom.articles",
            "UPDATE news.search_queue SET attempts = 1",
            "CREATE TABLE news.mine (id bigint)",
            "CREATE TABLE public.mine (id bigint)",
            "CREATE SCHEMA mine",
            "LOCK TABLE wireroom.filing_lock IN ACCESS SHARE MODE",
            "LOCK TABLE news.articles IN ACCESS EXCLUSIVE MODE",
            "SELECT lo_creat(-1)",
            "SELECT lo_create(0)",
            "SELECT lo_from_bytea(0, 'x')",
            "SELECT lo_open(1, 131072)",
            "SELECT pg_read_file('/etc/hostname')",
            "COPY (SELECT 1) TO PROGRAM 'true'",
            "SET temp_file_limit = -1",
        ):
            with pytest.raises(errors.InsufficientPrivilege):
                cursor.execute(statement)
            reader.rollback()
    reader.close()


def test_limits_reach_a_session_and_end_it(conn: Connection, database_url: str) -> None:
    """Set shorter for one login: its statement is ended, so is its idle transaction."""
    with login(database_url, "wireroom_reader") as name:
        with conn.cursor() as cursor:
            for setting, value in (
                ("statement_timeout", "300ms"),
                ("idle_in_transaction_session_timeout", "1500ms"),
                ("temp_file_limit", "1MB"),
            ):
                statement = sql.SQL("ALTER ROLE {} SET {} = {}")
                names = sql.Identifier(name), sql.Identifier(setting), sql.Literal(value)
                cursor.execute(statement.format(*names))
        conn.commit()
        reader = as_user(database_url, name)
        cursor = reader.cursor()
        with pytest.raises(errors.QueryCanceled):
            cursor.execute("SELECT pg_sleep(20)")
        reader.rollback()
        # The sort is to meet its own limit, and no other.
        cursor.execute("SET statement_timeout = '30s'; SET work_mem = '64kB'")
        reader.commit()
        with pytest.raises(errors.ConfigurationLimitExceeded):
            cursor.execute(
                "SELECT count(*) FROM (SELECT n FROM generate_series(1, 300000) AS n ORDER BY -n) AS x"
            )
        reader.rollback()
        cursor.execute("SELECT count(*) FROM news.articles")
        alive = "SELECT count(*) FROM pg_stat_activity WHERE pid = %s"
        until = time.monotonic() + 30
        while rows(conn, alive, reader.info.backend_pid) == [(1,)]:
            conn.rollback()  # or it sees the activity of its first look
            assert time.monotonic() < until, "nobody ends it"
            time.sleep(0.1)
        with pytest.raises(psycopg2.OperationalError):
            cursor.execute("SELECT 1")
        reader.close()


def test_logins_without_limits_are_named(conn: Connection, database_url: str) -> None:
    """A role hands no settings down to its members: whoever granted it is told what to run."""
    with login(database_url, "wireroom_reader") as name:
        remarks = " ".join(migrate(database_url).remarks)
        assert name in remarks
        assert "ALTER ROLE … SET statement_timeout = '30min'" in remarks
        with conn.cursor() as cursor:
            cursor.execute(sql.SQL("ALTER ROLE {} SET statement_timeout = '1h'").format(sql.Identifier(name)))
        conn.commit()
        assert name not in " ".join(migrate(database_url).remarks)


@pytest.mark.usefixtures("template_database")  # roles are the whole server's
def test_an_owner_who_is_no_superuser_is_told_what_a_superuser_must_run(
    admin_database_url: str, empty_database_url: str
) -> None:
    """On a managed server: all else is done, nothing fails."""
    with login(admin_database_url) as name:
        with connect(empty_database_url) as conn, conn.cursor() as cursor:
            cursor.execute(sql.SQL("ALTER ROLE {} CREATEROLE").format(sql.Identifier(name)))
            database = sql.Identifier(conn.info.dbname)
            cursor.execute(sql.SQL("ALTER DATABASE {} OWNER TO {}").format(database, sql.Identifier(name)))
            cursor.execute("CREATE EXTENSION unaccent; CREATE EXTENSION pg_trgm")
            cursor.execute("ALTER ROLE wireroom_reader RESET temp_file_limit")
        owner = empty_database_url.replace("//postgres@", f"//{name}@")
        try:
            migrated = migrate(owner)
            remarks = " ".join(migrated.remarks)
            assert migrated.applied
            assert "temp_file_limit = '10GB'; a superuser may: ALTER ROLE wireroom_reader SET" in remarks
            assert "forbid_large_objects.sql" in remarks
            with connect(owner) as conn:
                assert file(conn, [article("ferry")]).inserted == 1
        finally:
            with connect(empty_database_url) as conn, conn.cursor() as cursor:
                cursor.execute("ALTER ROLE wireroom_reader SET temp_file_limit = '10GB'")
                with suppress(psycopg2.Error):
                    cursor.execute(sql.SQL("REASSIGN OWNED BY {} TO postgres").format(sql.Identifier(name)))


MILLION = """
INSERT INTO wireroom.articles (
    id, published_at, first_seen_at, updated_at, filed_at, title, summary, text, html, url, language,
    word_count
)
SELECT
    n, '2026-10-01'::timestamptz + n * interval '2 seconds', now(), now(), now(), 'Report ' || n, '',
    repeat('Words of report ' || n || '. ', 10), '', 'https://harbour-post.example/' || n, 'en', 40
FROM generate_series(1, 1000000) AS n
"""
MODEL = """
CREATE TABLE marts.articles AS
SELECT id, published_at::date AS day, title, publisher_domain, word_count, last_seen_at
FROM news.articles ORDER BY title
"""
JOIN = """
SELECT sum(n) FROM (
    SELECT day, count(*) AS n FROM marts.articles JOIN news.articles AS a USING (id) GROUP BY day
) AS days
"""


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_an_export_and_a_model_of_a_million_articles_pass_under_the_limits(
    conn: Connection, database_url: str, tmp_path
) -> None:
    """An analyst with a schema of their own, as dbt has one: COPY, CREATE TABLE AS, an index, a join."""
    with conn.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")  # of the filling: that is not what is tried
        cursor.execute(MILLION)
        cursor.execute("ANALYZE wireroom.articles")
    conn.commit()
    with login(database_url, "wireroom_reader") as name:
        identifier = sql.Identifier(name)
        with conn.cursor() as cursor:
            for setting, value in LIMITS.items():
                statement = sql.SQL("ALTER ROLE {} SET {} = {}")
                cursor.execute(statement.format(identifier, sql.Identifier(setting), sql.Literal(value)))
            cursor.execute(sql.SQL("CREATE SCHEMA marts AUTHORIZATION {}").format(identifier))
        conn.commit()
        with as_user(database_url, name) as analyst, analyst.cursor() as cursor:
            cursor.execute("SHOW statement_timeout")
            assert cursor.fetchone() == ("30min",)
            target = tmp_path / "export.csv"
            with target.open("wb") as out:
                columns = "id, published_at, title, text"
                cursor.copy_expert(f"COPY (SELECT {columns} FROM news.articles) TO STDOUT CSV", out)
            with target.open("rb") as exported:
                assert sum(1 for _ in exported) == 1_000_000
            cursor.execute(MODEL)
            cursor.execute("CREATE INDEX ON marts.articles (day)")
            cursor.execute(JOIN)
            assert cursor.fetchone() == (1_000_000,)
        analyst.close()
