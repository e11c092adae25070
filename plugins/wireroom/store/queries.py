"""Run the queries of `sql/queries/` by folder and name; errors of Postgres are raised as ours."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import psycopg2
from psycopg2 import errors
from psycopg2.extensions import TRANSACTION_STATUS_IDLE, connection
from psycopg2.extras import RealDictCursor

from wireroom.errors import StoreBusyError, StoreError, StoreTimeoutError, StoreUnavailableError
from wireroom.settings import PROJECT_ROOT

SQL_FOLDER = PROJECT_ROOT / "sql"

# SQLSTATE (PostgreSQL documentation, appendix A) → kind and advice.
_BUSY = "somebody else's lock was in the way: try again; pg_stat_activity shows who is there"
_SLOW = (
    "a limit of this session was reached (see `Limits on sessions` in docs/OPERATING.md); a retry starts anew"
)
# psycopg2 does not tell why a session was ended; the log of the server does.
_GONE = (
    "Postgres went away, or ended a session that stood still or took too long: see that it runs "
    "(`make status`) and what its log says, then try again; nothing is half written"
)
_KINDS: dict[str, tuple[type[StoreError], str]] = {
    "55P03": (StoreBusyError, _BUSY),  # lock_not_available: lock_timeout
    "40P01": (StoreBusyError, _BUSY),  # deadlock_detected
    "40001": (StoreBusyError, _BUSY),  # serialization_failure
    "57014": (StoreTimeoutError, _SLOW),  # query_canceled: statement_timeout, or by hand
    "25P03": (StoreTimeoutError, _SLOW),  # idle_in_transaction_session_timeout
    "25P04": (StoreTimeoutError, _SLOW),  # transaction_timeout
    "57P01": (StoreUnavailableError, _GONE),  # admin_shutdown
    "57P02": (StoreUnavailableError, _GONE),  # crash_shutdown
    "57P03": (StoreUnavailableError, _GONE),  # cannot_connect_now
    "53100": (StoreError, "the disk of the database is full: make room there, then try again"),
    "53300": (StoreUnavailableError, "all connections are taken: try again, or raise max_connections"),
}
_PASSING = (errors.LockNotAvailable, errors.DeadlockDetected)
# Classes of errors that a row may cause; others (server gone, disk full, lock) have other causes.
_OF_A_ROW = {"21", "22", "23", "54", "P0", "XX"}


@cache
def query(name: str) -> str:
    """The text of a query, `runs/open_run`, with parameters as psycopg2 has them (`%(name)s`).

    Raises FileNotFoundError.
    """
    return (SQL_FOLDER / "queries" / f"{name}.sql").read_text(encoding="utf-8")


def read_all_queries() -> None:
    """Have in memory what belongs to this code: `git pull` may change the files under a running process."""
    folder = SQL_FOLDER / "queries"
    for path in folder.rglob("*.sql"):
        query(path.relative_to(folder).with_suffix("").as_posix())


def fetch_all(
    conn: connection, name: str, values: Mapping[str, Any] | None = None, *, text: str = ""
) -> list[dict[str, Any]]:
    """All rows of the query `name`, or of `text`, if columns were filled into it. Raises StoreError.

    An open transaction stays open; else none is left open: a session that reads and then works for minutes
    would hold back vacuum and whoever alters a table, and be ended as idle.
    """
    alone = conn.info.transaction_status == TRANSACTION_STATUS_IDLE
    try:
        with conn.cursor(cursor_factory=RealDictCursor) as cursor:
            cursor.execute(text or query(name), values)
            rows = [dict(row) for row in cursor.fetchall()]
        if alone:
            conn.commit()
        return rows
    except psycopg2.Error as error:
        if alone:
            roll_back(conn)
        raise store_error(error, name) from error


def stream(
    conn: connection, name: str, values: Mapping[str, Any] | None = None, *, at_once: int, doing: str
) -> Iterator[dict[str, Any]]:
    """The rows of the query `name`, `at_once` in memory at a time (a cursor on the server); then commit.

    Raises StoreError with `doing`, which says in words what failed.
    """
    try:
        with conn.cursor(name=name, cursor_factory=RealDictCursor) as cursor:
            cursor.itersize = at_once
            cursor.execute(query(name), values)
            for row in cursor:
                yield dict(row)
        conn.commit()
    except psycopg2.Error as error:
        raise store_error(error, doing) from error


def fetch_one(conn: connection, name: str, values: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The first row of the query `name`. Raises StoreError, also if there is none."""
    rows = fetch_all(conn, name, values)
    if not rows:
        raise StoreError(f"{name}: no row where one was expected")
    return rows[0]


def execute(conn: connection, name: str, values: Mapping[str, Any] | None = None) -> None:
    """Run the statement `name` in the caller's transaction. Raises StoreError; the caller rolls back."""
    try:
        with conn.cursor() as cursor:
            cursor.execute(query(name), values)
    except psycopg2.Error as error:
        raise store_error(error, name) from error


def change(conn: connection, name: str, values: Mapping[str, Any] | None = None) -> int:
    """Run the statement `name` and commit; the number of rows. Raises StoreError; then nothing is changed."""
    try:
        with conn.cursor() as cursor:
            cursor.execute(query(name), values)
            touched = cursor.rowcount
        conn.commit()
    except psycopg2.Error as error:
        roll_back(conn)
        raise store_error(error, name) from error
    return touched


def roll_back(conn: connection) -> None:
    """Roll back; on a lost connection the server has done so already."""
    if not conn.closed:
        with contextlib.suppress(psycopg2.Error):
            conn.rollback()


def store_error(error: psycopg2.Error, doing: str) -> StoreError:
    """Our error for one of Postgres, with `doing` (what failed, in words); raise it `from error`."""
    code = error.pgcode or ""
    words = str(error).strip() or type(error).__name__
    lost = isinstance(error, psycopg2.InterfaceError | psycopg2.OperationalError) and (
        not code or code.startswith("08")
    )
    kind, advice = (StoreUnavailableError, _GONE) if lost else _KINDS.get(code, (StoreError, ""))
    return kind(f"{doing}: {words}" + (f" ({advice})" if advice else ""))


def is_passing(error: psycopg2.Error) -> bool:
    """Whether trying again may help: a lock is held, or another session changes the same thing."""
    return isinstance(error, _PASSING) or "concurrently updated" in str(error)


def is_fault_of_a_row(error: psycopg2.Error | StoreError) -> bool:
    """Whether other rows may succeed: bad data, a limit of size, damage, or a row that takes too long."""
    cause = error.__cause__ if isinstance(error, StoreError) else error
    code = (cause.pgcode or "") if isinstance(cause, psycopg2.Error) else ""
    return code[:2] in _OF_A_ROW or code == "57014"
