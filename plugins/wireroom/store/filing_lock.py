"""An open transaction in, the only one that files out; one that stands still is ended."""

from __future__ import annotations

import logging
from datetime import timedelta

from psycopg2 import errors

from wireroom.errors import StoreBusyError, StoreError
from wireroom.store.connection import Connection
from wireroom.store.queries import query
from wireroom.store.rows import fetch_all
from wireroom.store.sessions import STALLED, Session, sessions_in_the_way

TRIES = 16  # of one lock timeout each: eight minutes, well below the time limit of the task

_log = logging.getLogger(__name__)


def lock_filing(conn: Connection, *, tries: int = TRIES, stalled: timedelta = STALLED) -> None:
    """Wait for the lock that ends with the transaction. Raises StoreBusyError naming who holds it.

    Postgres itself ends a session that is idle in its transaction, but not one that stands still in the
    midst of a COPY: that one is ended here.
    """
    for attempt in range(tries):
        try:
            with conn.cursor() as cursor:
                cursor.execute(query("lock_filing"))
            return
        except errors.LockNotAvailable as error:
            conn.rollback()
            holders = sessions_in_the_way(conn, ["wireroom"], relation="filing_lock", stalled=stalled)
            words = "; ".join(map(str, holders)) or "it has just been given back"
            if attempt + 1 == tries:
                raise StoreBusyError(
                    f"another filing does not end, nothing was filed here ({words})"
                ) from error
            _log.info("waiting for another filing: %s", words)
            for holder in holders:
                if holder.stalled:
                    _end(conn, holder)


def _end(conn: Connection, holder: Session) -> None:
    try:
        fetch_all(conn, "end_session", {"pid": holder.pid})
        _log.warning("ended a loader that stood still in the midst of a filing: %s", holder)
    except StoreError as error:
        _log.warning("a loader stands still and may not be ended by us: %s (%s)", holder, error)
