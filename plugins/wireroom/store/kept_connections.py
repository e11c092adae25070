"""Give sessions for reading, and keep each for a minute: a reader that comes within it gets the same.

A new session costs a page 30 to 60 ms of CPU time: the password is checked, and each session reads the
catalogue of tables, indexes and partitions for itself.
"""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import cache
from threading import Thread
from typing import NamedTuple

import psycopg2

from wireroom.store.connection import Connection, SessionLimits, connect
from wireroom.store.queries import store_error

# Since it was opened: a server, its roles or the network may be others by then, however often it was used.
_KEPT_FOR = timedelta(minutes=1).total_seconds()


class _Kept(NamedTuple):
    url: str
    application: str
    limits: SessionLimits
    opened: float
    conn: Connection

    def is_old(self) -> bool:
        return time.monotonic() - self.opened >= _KEPT_FOR


_kept: deque[_Kept] = deque(maxlen=4)  # a fifth drops the oldest, which closes it


@contextmanager
def read_only(url: str, *, application: str, limits: SessionLimits) -> Iterator[Connection]:
    """A session that can change nothing, whatever its role may; for one `application` and its `limits`.

    It is closed after an error, else rolled back and kept. Raises StoreError.
    """
    kept = _one_that_answers(url, application, limits) or _opened(url, application, limits)
    conn = kept.conn
    try:
        yield conn
        conn.rollback()
    except psycopg2.Error as error:
        conn.close()
        raise store_error(error, "the database failed") from error
    except BaseException:
        conn.close()
        raise
    _kept.append(kept)
    _closing_thread()


def _opened(url: str, application: str, limits: SessionLimits) -> _Kept:
    conn = connect(url, application=application, limits=limits)
    conn.set_session(readonly=True)
    return _Kept(url, application, limits, time.monotonic(), conn)


def _one_that_answers(url: str, application: str, limits: SessionLimits) -> _Kept | None:
    while _kept:
        try:
            one = _kept.pop()
        except IndexError:  # another thread's by now
            return None
        if (one.url, one.application, one.limits) == (url, application, limits) and not one.is_old():
            try:
                with one.conn.cursor() as cursor:
                    cursor.execute("SELECT")
                one.conn.rollback()  # else all that the page asks is one transaction
                return one
            except psycopg2.Error:  # the server was started anew
                pass
        one.conn.close()
    return None


@cache
def _closing_thread() -> Thread:
    """Started with the first session that is kept: after the last page nobody else would close any."""
    thread = Thread(target=_close_old_ones_for_ever, name="old sessions", daemon=True)
    thread.start()
    return thread


def _close_old_ones_for_ever() -> None:
    while True:
        time.sleep(_KEPT_FOR / 6)
        for _ in range(len(_kept)):
            _look_at_one()


def _look_at_one() -> None:
    try:
        one = _kept.popleft()
    except IndexError:  # a reader's by now
        return
    if one.is_old():
        one.conn.close()
    else:
        _kept.append(one)


def _forget_those_of_the_parent() -> None:
    """After a fork: threads are not inherited; sockets are, and a farewell would end the parent's session."""
    _kept.clear()  # psycopg2 closes no connection of another process that is merely dropped
    _closing_thread.cache_clear()


os.register_at_fork(after_in_child=_forget_those_of_the_parent)
