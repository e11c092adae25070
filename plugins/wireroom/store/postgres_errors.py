"""psycopg2's errors in, ours out: what happened while doing what, and what to do about it."""

from __future__ import annotations

import psycopg2
from psycopg2 import errors

from wireroom.errors import StoreBusyError, StoreError, StoreTimeoutError, StoreUnavailableError

# SQLSTATE (PostgreSQL documentation, appendix A) → kind and advice.
_BUSY = "somebody else's lock was in the way: try again; pg_stat_activity shows who is there"
_SLOW = (
    "a limit of this session was reached (see `Limits on sessions` in docs/OPERATING.md); a retry starts anew"
)
# Of a session that was ended, psycopg2 tells no more than that: the server's log says why.
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
# A row can be guilty of these classes; the rest (server gone, disk full, lock) is no row's fault.
_OF_A_ROW = {"21", "22", "23", "54", "P0", "XX"}


def store_error(error: psycopg2.Error, doing: str) -> StoreError:
    """The error of ours that says what `doing` met; raise it `from error`."""
    code = error.pgcode or ""
    words = str(error).strip() or type(error).__name__
    lost = isinstance(error, psycopg2.InterfaceError | psycopg2.OperationalError) and (
        not code or code.startswith("08")
    )
    kind, advice = (StoreUnavailableError, _GONE) if lost else _KINDS.get(code, (StoreError, ""))
    return kind(f"{doing}: {words}" + (f" ({advice})" if advice else ""))


def is_passing(error: psycopg2.Error) -> bool:
    """True where the same again may succeed: a lock is held, or another session changes the same thing."""
    return isinstance(error, _PASSING) or "concurrently updated" in str(error)


def is_fault_of_a_row(error: psycopg2.Error | StoreError) -> bool:
    """True where other rows may do better: bad data, a limit of size, damage; or one that takes for ever."""
    cause = error.__cause__ if isinstance(error, StoreError) else error
    code = (cause.pgcode or "") if isinstance(cause, psycopg2.Error) else ""
    return code[:2] in _OF_A_ROW or code == "57014"
