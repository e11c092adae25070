"""A loader that stands still (SIGSTOP, a frozen machine) keeps nobody from filing for long."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta

import psycopg2
import pytest

from support.filings import NOW, article, file, rows
from support.logins import login, url_of
from wireroom.decide import plan_batch
from wireroom.errors import StoreBusyError, StoreTimeoutError, StoreUnavailableError
from wireroom.models import LoadBatch
from wireroom.store.articles.loader import loading
from wireroom.store.articles.search_index import index_search, search_backlog
from wireroom.store.connection import FILING, Connection, SessionLimits, connect
from wireroom.store.feeds.feed_reads import archive_documents, feeds_by_id, list_feeds
from wireroom.store.lock_waits import lock_filing
from wireroom.store.runs import filed_feeds, open_run, run_summary

pytestmark = pytest.mark.timeout(180)
SECOND = timedelta(seconds=1)
SHORT = SessionLimits(SECOND / 2, 20 * SECOND, 10 * SECOND, 60 * SECOND)

# Stops itself in the midst of its filing: SIGSTOP from outside comes at a moment nobody can hit.
CHILD = """
import io, os, signal, sys
from datetime import timedelta
from support.filings import NOW, article, file
from wireroom.decide import plan_batch
from wireroom.models import LoadBatch
from wireroom.store.articles import staged_rows
from wireroom.store.articles.loader import loading
from wireroom.store.connection import SessionLimits, connect
from wireroom.store.runs import open_run

def stop():
    print("stopping", flush=True)
    os.kill(os.getpid(), signal.SIGSTOP)

class Stopping(io.BytesIO):
    def read(self, size=-1):
        data = super().read(size)
        if not data:
            stop()
        return data

second = timedelta(seconds=1)
limits = SessionLimits(second, 20 * second, 5 * second, 60 * second)
with connect(sys.argv[1], limits=limits) as conn:
    run_id = open_run(conn, "ingest", "stopped", NOW)
    if sys.argv[2] == "copy":
        staged_rows.io.BytesIO = Stopping
        file(conn, [article("theirs")], run="stopped")
    else:
        with loading(conn, plan_batch) as filing:
            stop()
            filing.apply(LoadBatch(0))
"""


@contextmanager
def stopped_loader(url: str, where: str) -> Iterator[subprocess.Popen[str]]:
    """A process that holds the lock of filing and does nothing."""
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, url, where],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    try:
        assert child.stdout.readline() == "stopping\n", child.communicate()[1]
        yield child
    finally:
        with suppress(ProcessLookupError):
            child.send_signal(signal.SIGKILL)
        child.communicate()


def test_a_loader_stopped_between_two_statements_gives_its_lock_back(database_url: str) -> None:
    """Postgres ends its session as idle; the next filing goes on, and the stopped one fails by name."""
    with stopped_loader(database_url, "between") as child, connect(database_url) as conn:
        file(conn, [article("ours")])
        assert rows(conn, "SELECT title FROM news.articles") == [("Report on ours",)]
        child.send_signal(signal.SIGCONT)
        _, errors = child.communicate(timeout=60)
        assert child.returncode == 1
        assert "StoreUnavailableError: " in errors
        assert "ended a session that stood still" in errors


def test_a_loader_stopped_in_the_midst_of_a_copy_is_ended_by_the_next(database_url: str) -> None:
    """No timeout of Postgres reaches a session that waits for the rest of a COPY."""
    with (
        stopped_loader(database_url, "copy") as child,
        connect(database_url, limits=SHORT) as conn,
    ):
        lock_filing(conn, tries=20, stalled=2 * SECOND)
        conn.rollback()
        file(conn, [article("ours")])
        child.send_signal(signal.SIGCONT)
        _, errors = child.communicate(timeout=60)
        assert child.returncode == 1
        assert "StoreUnavailableError: " in errors
        assert rows(conn, "SELECT title FROM news.articles") == [("Report on ours",)]


def test_a_loader_may_end_one_of_its_own_role_that_stands_still(database_url: str) -> None:
    """No superuser is needed for it."""
    with login(database_url, "wireroom_loader") as name:
        url = url_of(database_url, name)
        with stopped_loader(url, "copy"), connect(url, limits=SHORT) as conn:
            lock_filing(conn, tries=20, stalled=2 * SECOND)
            conn.rollback()
            assert file(conn, [article("ours")]).inserted == 1


def test_who_does_not_get_the_lock_says_who_has_it(database_url: str) -> None:
    """After its patience; nothing is filed."""
    with (
        connect(database_url, application="the other one") as other,
        connect(database_url, limits=SHORT) as conn,
        loading(other, plan_batch),
        pytest.raises(StoreBusyError, match=rf"pid {other.info.backend_pid}, .*the other one"),
    ):
        lock_filing(conn, tries=2)


def test_a_reader_cannot_stop_the_filing(database_url: str) -> None:
    """The old lock was an advisory one, which anybody may take who can connect."""
    with connect(database_url) as reader, reader.cursor() as cursor:
        cursor.execute("SET ROLE wireroom_reader")
        cursor.execute("SELECT pg_advisory_lock(hashtextextended('wireroom.load', 0))")
        cursor.execute("SELECT pg_advisory_lock(hashtextextended('wireroom.migrate', 0))")
        with connect(database_url, limits=SHORT) as conn:
            assert file(conn, [article("ours")]).inserted == 1
        reader.commit()
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            cursor.execute("LOCK TABLE wireroom.filing_lock IN ACCESS SHARE MODE")
        reader.rollback()


def test_a_loader_may_take_the_lock(database_url: str) -> None:
    """And nothing else of the table."""
    with connect(database_url) as conn, conn.cursor() as cursor:
        cursor.execute("SET ROLE wireroom_loader")
        conn.commit()
        lock_filing(conn)
        conn.rollback()
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            cursor.execute("DROP TABLE wireroom.filing_lock")
        conn.rollback()


def test_a_statement_that_takes_too_long_fails_by_name(database_url: str) -> None:
    """With what to do about it."""
    limits = SessionLimits(SECOND, SECOND / 2, SECOND, SECOND)
    with (
        pytest.raises(StoreTimeoutError, match="limit of this session"),
        connect(database_url, limits=limits) as conn,
        conn.cursor() as cursor,
    ):
        cursor.execute("SELECT pg_sleep(20)")


def test_a_transaction_that_never_rests_ends(database_url: str) -> None:
    """From Postgres 17 on; before, each of its statements ends."""
    limits = SessionLimits(SECOND, 20 * SECOND, 20 * SECOND, SECOND)

    def work(conn: Connection) -> None:
        with loading(conn, plan_batch) as filing, conn.cursor() as cursor:
            for _ in range(100):
                filing.apply(LoadBatch(0))
                cursor.execute("SELECT pg_sleep(0.1)")

    with connect(database_url, limits=limits) as conn:
        if conn.server_version < 170_000:
            pytest.skip("transaction_timeout came with Postgres 17")
        with pytest.raises(StoreUnavailableError, match="took too long"):
            work(conn)


def end(url: str, conn: Connection) -> None:
    """What a restart of Postgres does to a session."""
    with psycopg2.connect(url) as admin, admin.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", (conn.info.backend_pid,))


def lose_postgres(url: str, moment: str) -> None:
    """A session that ends at this moment."""
    with connect(url) as conn:
        if moment == "closing":
            with conn.cursor() as cursor:
                cursor.execute("SELECT 1")
        if moment != "filing":
            end(url, conn)
        if moment == "reading":
            list_feeds(conn)
        elif moment == "indexing":
            index_search(conn)
        elif moment == "before":
            file(conn, [article("ours")])
        elif moment == "filing":
            with loading(conn, plan_batch) as filing:
                end(url, conn)
                filing.apply(LoadBatch(0))


@pytest.mark.parametrize("moment", ["before", "reading", "filing", "indexing", "closing"])
def test_postgres_dying_is_one_error_by_name(database_url: str, moment: str) -> None:
    """Whatever is under way; psycopg2's own would be InterfaceError here, OperationalError there."""
    with pytest.raises(StoreUnavailableError, match="Postgres went away"):
        lose_postgres(database_url, moment)


def test_a_server_that_is_not_there_is_one_error_by_name() -> None:
    """The URL without its password, and what to do."""
    with pytest.raises(
        StoreUnavailableError, match=r"(?s)at postgresql://me@127\.0\.0\.1:1/x: .*make status"
    ):
        connect("postgresql://me:secret@127.0.0.1:1/x")


def test_no_read_leaves_a_transaction_open(database_url: str, conn: Connection) -> None:
    """Transforming takes minutes between two reads: the session would be ended as idle."""
    run_id = open_run(conn, "ingest", "reads", NOW)
    for read in (
        lambda: list_feeds(conn),
        lambda: feeds_by_id(conn, [1]),
        lambda: filed_feeds(conn, run_id, "file:///x"),
        lambda: run_summary(conn, run_id),
        lambda: search_backlog(conn),
        lambda: archive_documents(conn, [1]),
        lambda: index_search(conn),
    ):
        read()
        assert conn.info.transaction_status == psycopg2.extensions.TRANSACTION_STATUS_IDLE


def test_a_read_in_the_midst_of_a_filing_commits_nothing(conn: Connection, database_url: str) -> None:
    """Or half a filing would be there for all to see."""
    with suppress(KeyboardInterrupt), loading(conn, plan_batch) as filing:
        filing.apply(LoadBatch(0))
        list_feeds(conn)
        assert conn.info.transaction_status == psycopg2.extensions.TRANSACTION_STATUS_INTRANS
        raise KeyboardInterrupt


def test_what_the_url_sets_counts_before_our_limits(database_url: str) -> None:
    """An operator with slower disks may allow more."""
    with connect(database_url) as conn:
        assert rows(conn, "SHOW jit") == [("off",)], "pages took seconds where a server compiles"
    options = "-c%20statement_timeout%3D7s%20-c%20jit%3Don"
    with connect(f"{database_url}?options={options}&keepalives_idle=5") as conn:
        assert rows(conn, "SHOW jit") == [("on",)]
        assert rows(conn, "SHOW statement_timeout") == [("7s",)]
        assert rows(conn, "SHOW lock_timeout") == [("10s",)]
        assert conn.info.dsn_parameters["keepalives_idle"] == "5"
        assert conn.info.dsn_parameters["tcp_user_timeout"] == "90000"


def test_filings_that_meet_wait_for_each_other(database_url: str) -> None:
    """Four at once, each of the same articles: each article once."""
    same = [article(f"same-{number}") for number in range(50)]

    def one(number: int) -> None:
        with connect(database_url, limits=FILING) as conn:
            file(conn, same, run=f"run-{number}")

    threads = [threading.Thread(target=one, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=90)
    with connect(database_url) as conn:
        assert rows(conn, "SELECT count(*), count(DISTINCT guid) FROM news.articles") == [(50, 50)]
