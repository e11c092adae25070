"""A login of an analyst: reads what is promised, writes in its own schema, and nothing else."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import pytest
from psycopg2 import errors, sql

from support.filings import article, file
from support.logins import as_user
from wireroom.errors import ConfigurationError, StoreError
from wireroom.store.connection import Connection, connect
from wireroom.store.schema.reader_limits import make_analyst


@pytest.fixture
def analyst(conn: Connection, database_url: str) -> Iterator[str]:
    """A name that was made twice: the second call takes nothing away."""
    if "//postgres@" not in database_url:
        pytest.skip("needs a server that lets anybody in, such as the one that tests start")
    name = f"analyst_{uuid.uuid4().hex[:8]}"
    file(conn, [article("one"), article("two")])
    make_analyst(conn, name, "a-long-password")
    make_analyst(conn, name)
    yield name
    with conn.cursor() as cursor:
        cursor.execute(sql.SQL("DROP SCHEMA {} CASCADE").format(sql.Identifier(name)))
        cursor.execute(sql.SQL("DROP OWNED BY {}").format(sql.Identifier(name)))
        cursor.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(name)))
    conn.commit()


def test_it_reads_news_and_writes_in_its_own_schema(analyst: str, database_url: str) -> None:
    with as_user(database_url, analyst) as own, own.cursor() as cursor:
        cursor.execute("CREATE TABLE kept AS SELECT id, title FROM articles")
        cursor.execute(
            "SELECT count(*), to_regclass('kept') = to_regclass(%s) FROM kept", [f"{analyst}.kept"]
        )
        assert cursor.fetchone() == (2, True)
        cursor.execute("SELECT count(*) FROM news.changes(NULL, NULL)")
        assert cursor.fetchone() == (2,)
        cursor.execute("SHOW statement_timeout")
        assert cursor.fetchone() == ("30min",)


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM wireroom.articles",
        "CREATE TABLE news.mine (n int)",
        "CREATE TABLE public.mine (n int)",
        "DELETE FROM news.publishers",
        "CREATE SCHEMA another",
        "CREATE ROLE another",
    ],
)
def test_it_may_do_nothing_else(analyst: str, database_url: str, statement: str) -> None:
    own = as_user(database_url, analyst)
    with (
        own.cursor() as cursor,
        pytest.raises((errors.InsufficientPrivilege, errors.ObjectNotInPrerequisiteState)),
    ):
        cursor.execute(statement)
    own.close()


@pytest.mark.parametrize("name", ["news", "wireroom_loader", "pg_x", "a b", "x'; DROP", "Ab", ""])
def test_a_name_that_is_ours_or_no_name_is_refused(conn: Connection, name: str) -> None:
    with pytest.raises(ConfigurationError, match="cannot be the name"):
        make_analyst(conn, name)


def test_what_failed_is_said_in_words(database_url: str) -> None:
    """The name of a file of SQL was shown."""
    with connect(database_url) as own:
        own.close()
        with pytest.raises(StoreError, match=r"^the analyst was not made: "):
            make_analyst(own, "ada_lovelace")
