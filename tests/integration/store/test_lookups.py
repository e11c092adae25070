"""Articles by number and address, through functions: the same rows as the view has, from one partition."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from support.filings import NOW, article, feed, file, partition_of, published, rows
from wireroom.store.connection import Connection

OLD = datetime(2009, 5, 5, tzinfo=UTC)
BEFORE_ALL = datetime(1987, 3, 2, tzinfo=UTC)  # has no partition of its own


@pytest.fixture
def filed(conn: Connection) -> Connection:
    """Dated, undated and redated articles."""
    home = feed(conn)
    file(
        conn,
        [
            article("new", feed_id=home),
            article("old", feed_id=home, published=published(OLD)),
            article("oldest", feed_id=home, published=published(BEFORE_ALL)),
            article("undated", feed_id=home, published=None),
            article("redated", feed_id=home),
        ],
    )
    later = NOW + timedelta(hours=1)
    file(
        conn,
        [article("redated", feed_id=home, seen_at=later, text="Other words.", published=published(OLD))],
        run="later",
    )
    with conn.cursor() as cursor:
        cursor.execute("SET ROLE wireroom_reader")
    conn.commit()
    return conn


@pytest.mark.parametrize("name", ["new", "old", "oldest", "undated", "redated"])
def test_an_article_by_number_is_the_row_of_the_view(filed: Connection, name: str) -> None:
    """Wherever it stands, and where it stands after its date was corrected."""
    [whole] = rows(filed, "SELECT * FROM news.articles WHERE guid = %s", name)
    assert rows(filed, "SELECT * FROM news.article(%s)", whole[0]) == [whole]


def test_a_redated_article_has_moved(filed: Connection) -> None:
    """So that the test above is of one."""
    assert rows(filed, "SELECT published_at, version FROM news.articles WHERE guid = 'redated'") == [(OLD, 2)]


@pytest.mark.parametrize("number", [0, 10**15, None])
def test_an_unknown_number_has_no_row(filed: Connection, number: int | None) -> None:
    """No error either."""
    assert rows(filed, "SELECT * FROM news.article(%s)", number) == []


@pytest.mark.parametrize(("name", "stands_in"), [("old", partition_of(OLD)), ("undated", "articles_default")])
def test_a_look_up_by_number_opens_one_partition(filed: Connection, name: str, stands_in: str) -> None:
    """What a statement has planned for it holds locks on until its transaction ends."""
    [(number,)] = rows(filed, "SELECT id FROM news.articles WHERE guid = %s", name)
    filed.rollback()
    with filed.cursor() as cursor:
        cursor.execute("SELECT title FROM news.article(%s)", (number,))
        cursor.execute("RESET ROLE")
        cursor.execute(
            "SELECT c.relname FROM pg_locks AS l JOIN pg_inherits AS i ON i.inhrelid = l.relation"
            " JOIN pg_class AS c ON c.oid = i.inhrelid"
            " WHERE l.pid = pg_backend_pid() AND i.inhparent = 'wireroom.articles'::regclass"
        )
        assert cursor.fetchall() == [(stands_in,)]


@pytest.mark.parametrize("column", ["url", "canonical_url"])
def test_articles_by_address_are_the_rows_of_the_view(filed: Connection, column: str) -> None:
    """By its address as published and without noise."""
    for name in ("new", "old", "oldest", "undated", "redated"):
        [(address,)] = rows(filed, f"SELECT {column} FROM news.articles WHERE guid = %s", name)
        there = rows(filed, f"SELECT * FROM news.articles WHERE {column} = %s", address)
        assert len(there) == 1
        assert rows(filed, "SELECT * FROM news.articles_by_url(%s)", address) == there


def test_articles_that_share_an_address_all_come(conn: Connection) -> None:
    """By number; an address that nobody has brings none."""
    shared = "https://harbour-post.example/show"
    episodes = [article(name, canonical_url=shared) for name in ("one", "two", "three")]
    file(conn, [*episodes, article("another")])
    found = rows(conn, "SELECT guid FROM news.articles_by_url(%s)", shared)
    assert found == rows(conn, "SELECT guid FROM news.articles WHERE canonical_url = %s ORDER BY id", shared)
    assert {guid for (guid,) in found} == {"one", "two", "three"}
    assert rows(conn, "SELECT * FROM news.articles_by_url(%s)", f"{shared}/none") == []
    assert rows(conn, "SELECT * FROM news.articles_by_url(NULL)") == []
