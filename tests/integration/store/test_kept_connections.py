"""Sessions of readers that are kept for the next one."""

from __future__ import annotations

import time
from collections.abc import Iterator

import psycopg2
import pytest

from support.filings import rows
from wireroom import store
from wireroom.store import kept_connections


@pytest.fixture(autouse=True)
def _none_kept(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    kept: kept_connections.deque[tuple[str, float, store.Connection]] = kept_connections.deque(maxlen=2)
    monkeypatch.setattr(kept_connections, "_kept", kept)
    yield
    for _, _, conn in kept:
        conn.close()


def session_of(url: str) -> int:
    """Its process, after one look into the database."""
    with store.read_only(url, application="test", limits=store.QUICK) as conn:
        assert rows(conn, "SELECT 1") == [(1,)]
        return conn.info.backend_pid


def test_the_next_reader_gets_the_session_of_the_last(database_url: str) -> None:
    first = session_of(database_url)
    assert session_of(database_url) == first
    with store.read_only(database_url, application="test", limits=store.QUICK) as conn:
        assert conn.info.backend_pid == first
        assert session_of(database_url) != first, "which somebody is using"


def test_a_kept_session_can_change_nothing_either(database_url: str, conn: store.Connection) -> None:
    first = session_of(database_url)
    with store.read_only(database_url, application="", limits=store.QUICK) as kept:
        assert kept.info.backend_pid == first
        with pytest.raises(psycopg2.errors.ReadOnlySqlTransaction):
            rows(kept, "DELETE FROM wireroom.feeds RETURNING 1")


def test_a_session_that_met_an_error_is_not_kept(database_url: str) -> None:
    first = session_of(database_url)
    with pytest.raises(ZeroDivisionError), store.read_only(database_url, application="", limits=store.QUICK):
        raise ZeroDivisionError
    assert session_of(database_url) != first


def test_a_session_that_the_server_has_ended_is_noticed(database_url: str, conn: store.Connection) -> None:
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


def test_few_are_kept(database_url: str, conn: store.Connection) -> None:
    """The others are closed: Postgres has a hundred places, for loaders too."""
    open_ones = [store.read_only(database_url, application="crowd", limits=store.QUICK) for _ in range(5)]
    for each in open_ones:
        each.__enter__()
    for each in open_ones:
        each.__exit__(None, None, None)
    del open_ones, each
    deadline = time.monotonic() + 5
    crowd = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'crowd'"
    while (left := rows(conn, crowd)[0][0]) > 2 and time.monotonic() < deadline:
        time.sleep(0.05)
    assert left == 2
