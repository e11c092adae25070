"""A database URL in, a session for reading out, which the next reader gets too where it comes soon.

A new session costs a page 30 to 60 ms of CPU time: the password is checked, and each session reads the
catalogue of tables, indexes and partitions for itself.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import psycopg2

from wireroom.store.connection import Connection, SessionLimits, connect
from wireroom.store.queries import store_error

_KEPT_FOR = timedelta(minutes=1).total_seconds()  # a server, its roles or the network may be others after it
_kept: deque[tuple[str, float, Connection]] = deque(maxlen=4)  # a fifth drops the oldest, which closes it


@contextmanager
def read_only(url: str, *, application: str, limits: SessionLimits) -> Iterator[Connection]:
    """A session that can change nothing, whatever its role may; for one `application` and its `limits`.

    It is closed after an error, else rolled back and kept. Raises StoreError.
    """
    conn = _one_that_answers(url) or _opened(url, application, limits)
    try:
        yield conn
        conn.rollback()
    except psycopg2.Error as error:
        conn.close()
        raise store_error(error, "the database failed") from error
    except BaseException:
        conn.close()
        raise
    _kept.append((url, time.monotonic(), conn))


def _opened(url: str, application: str, limits: SessionLimits) -> Connection:
    conn = connect(url, application=application, limits=limits)
    conn.set_session(readonly=True)
    return conn


def _one_that_answers(url: str) -> Connection | None:
    while _kept:
        try:
            theirs, since, conn = _kept.pop()
        except IndexError:  # another thread's by now
            return None
        try:
            if theirs == url and time.monotonic() - since < _KEPT_FOR:
                with conn.cursor() as cursor:
                    cursor.execute("SELECT")
                return conn
        except psycopg2.Error:  # the server was started anew
            pass
        conn.close()
    return None
