"""Sessions of readers that are kept for the next one."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator

import psycopg2
import pytest
from psycopg2 import extensions

from support.filings import rows
from wireroom.store import kept_connections
from wireroom.store.connection import PATIENT, QUICK, Connection, SessionLimits
from wireroom.store.kept_connections import read_only


@pytest.fixture(autouse=True)
def _none_kept(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    kept: kept_connections.deque[kept_connections._Kept] = kept_connections.deque(maxlen=2)
    monkeypatch.setattr(kept_connections, "_kept", kept)
    yield
    for one in kept:
        one.conn.close()


def session_of(url: str, application: str = "test", limits: SessionLimits = QUICK) -> int:
    """Its process, after one look into the database."""
    with read_only(url, application=application, limits=limits) as conn:
        assert rows(conn, "SELECT 1") == [(1,)]
        return conn.info.backend_pid


def test_the_next_reader_gets_the_session_of_the_last(database_url: str) -> None:
    first = session_of(database_url)
    assert session_of(database_url) == first
    with read_only(database_url, application="test", limits=QUICK) as conn:
        assert conn.info.backend_pid == first
        assert session_of(database_url) != first, "which somebody is using"


def test_a_kept_session_can_change_nothing_either(database_url: str, conn: Connection) -> None:
    first = session_of(database_url)
    with read_only(database_url, application="test", limits=QUICK) as kept:
        assert kept.info.backend_pid == first
        with pytest.raises(psycopg2.errors.ReadOnlySqlTransaction):
            rows(kept, "DELETE FROM wireroom.feeds RETURNING 1")


def test_a_session_that_met_an_error_is_not_kept(database_url: str) -> None:
    first = session_of(database_url)
    reading = read_only(database_url, application="test", limits=QUICK)
    with pytest.raises(ZeroDivisionError), reading:
        raise ZeroDivisionError
    assert session_of(database_url) != first


def test_a_session_that_the_server_has_ended_is_noticed(database_url: str, conn: Connection) -> None:
    """It was started anew: the first page after that must not fail."""
    first = session_of(database_url)
    rows(conn, "SELECT pg_terminate_backend(%s)", first)
    time.sleep(0.2)
    assert session_of(database_url) != first


def test_a_session_is_kept_for_a_minute_and_its_own_server(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = session_of(database_url)
    assert session_of(f"{database_url}?connect_timeout=7") != first
    again = session_of(database_url)
    now = time.monotonic()
    monkeypatch.setattr(kept_connections.time, "monotonic", lambda: now + 61)
    assert session_of(database_url) != again


def test_a_session_gets_no_older_by_being_used(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """/metrics is read every 15 seconds; a role that may log in no more would read for ever."""
    first, began = session_of(database_url), time.monotonic()
    for later in (20, 40):
        monkeypatch.setattr(kept_connections.time, "monotonic", lambda later=later: began + later)
        assert session_of(database_url) == first
    monkeypatch.setattr(kept_connections.time, "monotonic", lambda: began + 61)
    assert session_of(database_url) != first


def wait_until_open(conn: Connection, application: str, number: int) -> None:
    deadline = time.monotonic() + 5
    count = "SELECT count(*) FROM pg_stat_activity WHERE application_name = %s"
    while (left := rows(conn, count, application)[0][0]) > number and time.monotonic() < deadline:
        conn.rollback()  # a transaction sees what it saw first
        time.sleep(0.05)
    assert left == number


def test_a_session_that_nobody_comes_for_is_closed(
    database_url: str, conn: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_connections, "_KEPT_FOR", 0.5)
    kept_connections._closing_thread.cache_clear()
    session_of(database_url, application="left alone")
    wait_until_open(conn, "left alone", 0)


def test_a_session_is_for_its_application_and_limits(database_url: str) -> None:
    first = session_of(database_url)
    assert session_of(database_url, application="another") != first
    first = session_of(database_url)
    assert session_of(database_url, limits=PATIENT) != first


def test_no_transaction_is_open_in_a_session_used_again(database_url: str) -> None:
    """Else its locks are held while the page is rendered, and a caught error spoils the next query."""
    first = session_of(database_url)
    with read_only(database_url, application="test", limits=QUICK) as conn:
        assert conn.info.backend_pid == first
        assert conn.info.transaction_status == extensions.TRANSACTION_STATUS_IDLE


def test_a_forked_process_leaves_the_session_to_its_parent(database_url: str) -> None:
    first = session_of(database_url)
    reading, writing = os.pipe()
    if (child := os.fork()) == 0:
        try:
            os.write(writing, str(session_of(database_url)).encode())
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    os.close(writing)
    with os.fdopen(reading) as answer:
        assert int(answer.read()) != first
    assert session_of(database_url) == first


def test_few_are_kept(database_url: str, conn: Connection) -> None:
    """The others are closed: Postgres has a hundred places, for loaders too."""
    open_ones = [read_only(database_url, application="crowd", limits=QUICK) for _ in range(5)]
    for each in open_ones:
        each.__enter__()
    for each in open_ones:
        each.__exit__(None, None, None)
    del open_ones, each
    wait_until_open(conn, "crowd", 2)
