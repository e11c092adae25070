"""A change of the schema in; made, or given up with the names of those in the way."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import psycopg2

from wireroom.errors import MigrationError
from wireroom.store.connection import Connection
from wireroom.store.failures import is_passing, store_error
from wireroom.store.rows import roll_back
from wireroom.store.session_limits import MIGRATING
from wireroom.store.sessions import sessions_in_the_way

Done = TypeVar("Done")


@dataclass(frozen=True, slots=True)
class Patience:
    """How often a change is tried, in seconds between two tries.

    Ten minutes in all: readers' sessions that are idle in a transaction are ended after five.
    """

    tries: int = 86
    pause: float = 5.0


def patiently(
    conn: Connection,
    name: str,
    work: Callable[[], Done],
    patience: Patience,
    tell: Callable[[str], None],
    *,
    passing: tuple[type[psycopg2.Error], ...] = (),
) -> Done:
    """Do `work` and commit; again while somebody's lock, or what `passing` says, is in the way.

    Raises MigrationError for any other error of Postgres, and where patience ends.
    """
    for attempt in range(1, patience.tries + 1):
        try:
            done = work()
            conn.commit()
            return done
        except psycopg2.Error as error:
            roll_back(conn)
            if not is_passing(error) and not isinstance(error, passing):
                raise MigrationError(str(store_error(error, "failed")), migration=name) from error
            who = _in_the_way(conn)
            if attempt == patience.tries:
                raise MigrationError(_given_up(error, who), migration=name) from error
            if not attempt % 6 or attempt == 1:  # twice a minute
                tell(f"{name}: waiting for {who or 'another migration'}")
            time.sleep(patience.pause)
    raise AssertionError("the last attempt returns or raises")


def _in_the_way(conn: Connection) -> str:
    """Who may have held the lock for as long as it was waited for."""
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
