"""Wait for locks: for how long, who holds them, and what is done about it."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

import psycopg2
from psycopg2 import errors

from wireroom.errors import MigrationError, StoreBusyError, StoreError
from wireroom.store.connection import MIGRATING, Connection
from wireroom.store.queries import fetch_all, is_passing, query, roll_back, store_error

TRIES = 16  # each of one lock timeout: eight minutes in all, well below the timeout of the task

_log = logging.getLogger(__name__)
Done = TypeVar("Done")
STALLED = timedelta(minutes=3)  # a session that has waited so long for its client has lost it


def lock_filing(
    conn: Connection,
    *,
    tries: int = TRIES,
    stalled: timedelta = STALLED,
    before: Callable[[Connection], object] = lambda conn: None,
) -> None:
    """Take the lock of filing for the rest of the transaction. Raises StoreBusyError naming its holder.

    `before` takes another lock first, at each try: whoever needs both must not wait for that one while
    holding this one.

    Postgres ends a session that is idle in a transaction, but not one that stands still within a COPY: such a
    session is ended here.
    """
    for attempt in range(tries):
        before(conn)
        try:
            with conn.cursor() as cursor:
                cursor.execute(query("sessions/lock_filing"))
            return
        except errors.LockNotAvailable as error:
            conn.rollback()
            holders = sessions_in_the_way(conn, ["wireroom"], relation="filing_lock", stalled=stalled)
            words = "; ".join(map(str, holders)) or "it has just been given back"
            if attempt + 1 == tries:
                raise StoreBusyError(
                    f"another loader does not end, nothing was stored here ({words})"
                ) from error
            _log.info("waiting for another loader: %s", words)
            for holder in holders:
                if holder.stalled:
                    _end_session(conn, holder)


def _end_session(conn: Connection, holder: Session) -> None:
    try:
        fetch_all(conn, "sessions/end_session", {"pid": holder.pid})
        _log.warning("ended a loader that made no progress in a transaction: %s", holder)
    except StoreError as error:
        _log.warning("a loader makes no progress and may not be ended by us: %s (%s)", holder, error)


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """How often a change is tried, and the `pause` in seconds between two tries.

    Ten minutes in all: sessions of readers that are idle in a transaction are ended after five.
    """

    tries: int = 86
    pause: float = 5.0


def retry_while_locked(
    conn: Connection,
    name: str,
    work: Callable[[], Done],
    retry: RetryPolicy,
    tell: Callable[[str], None],
    *,
    passing: tuple[type[psycopg2.Error], ...] = (),
) -> Done:
    """Do `work` and commit; try again while a lock is in the way, or `passing` says that the error will pass.

    Raises MigrationError for any other error of Postgres, and after the last try.
    """
    for attempt in range(1, retry.tries + 1):
        try:
            done = work()
            conn.commit()
            return done
        except psycopg2.Error as error:
            roll_back(conn)
            if not is_passing(error) and not isinstance(error, passing):
                raise MigrationError(str(store_error(error, "failed")), migration=name) from error
            who = _who_is_in_the_way(conn)
            if attempt == retry.tries:
                raise MigrationError(_given_up(error, who), migration=name) from error
            if not attempt % 6 or attempt == 1:  # twice a minute
                tell(f"{name}: waiting for {who or 'another migration'}")
            time.sleep(retry.pause)
    raise AssertionError("the last attempt returns or raises")


def _who_is_in_the_way(conn: Connection) -> str:
    """Sessions that may have held the lock all the time."""
    others = sessions_in_the_way(conn, ["wireroom", "news"])
    waited = MIGRATING.lock.total_seconds()
    return "; ".join(str(other) for other in others if other.seconds is None or other.seconds >= waited)


def _given_up(error: psycopg2.Error, who: str) -> str:
    if not who:
        return str(error).strip()
    return (
        f"these sessions hold what it must change, and did not end: {who}. End their transactions, "
        "or them (SELECT pg_terminate_backend(pid)), then migrate again; nothing is half done"
    )


@dataclass(frozen=True, slots=True)
class Session:
    """Another session; what Postgres hides from us is empty."""

    pid: int
    user_name: str
    application: str
    client: str  # address; empty: a socket of the server's machine
    state: str
    seconds: float | None  # since its transaction began
    query: str  # its current or last statement
    stalled: bool  # within a transaction, and its client has been silent for long

    def __str__(self) -> str:
        parts = [f"pid {self.pid}", f"user {self.user_name}"]
        parts += [self.application] if self.application else []
        parts += [f"from {self.client}"] if self.client else []
        parts += [self.state] if self.state else []
        parts += [f"in a transaction for {self.seconds:.0f} s"] if self.seconds is not None else []
        return ", ".join(parts) + (f": {' '.join(self.query.split())}" if self.query else "")


def sessions_in_the_way(
    conn: Connection, schemas: Sequence[str], *, relation: str | None = None, stalled: timedelta = STALLED
) -> tuple[Session, ...]:
    """Other sessions with a lock on a relation of `schemas`, or on the one named; the oldest first."""
    values = {"schemas": list(schemas), "relation": relation, "stalled": stalled}
    return tuple(Session(**row) for row in fetch_all(conn, "sessions/sessions_in_the_way", values))
