"""Connect to a database; the connection closes after `with`, and nothing waits without limit."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import timedelta
from types import TracebackType
from typing import Any

import psycopg2
from psycopg2 import extensions

from wireroom.errors import StoreError, StoreUnavailableError
from wireroom.store.queries import query, store_error

# A server that disappears silently (power, cable, firewall) is noticed after a minute and a half.
KEEPALIVES = {
    "keepalives_idle": 30,
    "keepalives_interval": 15,
    "keepalives_count": 4,
    "tcp_user_timeout": 90_000,
}
_PASSING = (
    "starting up",
    "shutting down",
    "recovery",
    "too many",
    "connection slots",
)  # and pauses for them:
_PAUSES = (1.0, 3.0)  # seconds
_HAS_TRANSACTION_TIMEOUT = 170_000  # server_version
_OLDEST = 15  # of PostgreSQL; earlier ones lack what the migrations use


@dataclass(frozen=True, slots=True)
class SessionLimits:
    """Limits that Postgres enforces, whatever happens to the client; zero means no limit."""

    lock: timedelta  # of waiting for a lock
    statement: timedelta
    idle_in_transaction: timedelta  # after which a stopped process loses its locks
    transaction: timedelta  # since Postgres 17; older servers have the other three

    def options(self) -> str:
        """The limits as libpq's `options`, without that of transactions, which older servers do not know.

        JIT is off, as on the bundled server: for short queries it costs more than it gains.
        """
        settings = {
            "lock_timeout": self.lock,
            "statement_timeout": self.statement,
            "idle_in_transaction_session_timeout": self.idle_in_transaction,
        }
        return " ".join(
            ["-c jit=off", *(f"-c {name}={milliseconds(limit)}" for name, limit in settings.items())]
        )


def milliseconds(limit: timedelta) -> int:
    """A time limit in the unit of Postgres."""
    return int(limit / timedelta(milliseconds=1))


_minutes = timedelta(minutes=1)
# Planning, reporting, commands: the shortest of their tasks has a timeout of one minute.
QUICK = SessionLimits(_minutes / 6, _minutes / 2, _minutes, 0.75 * _minutes)
# Filing and what belongs to it: its task has a timeout of thirty minutes.
FILING = SessionLimits(_minutes / 2, 10 * _minutes, 2 * _minutes, 15 * _minutes)
# Commands over all articles, while somebody waits at a screen.
PATIENT = SessionLimits(_minutes, 30 * _minutes, 5 * _minutes, 60 * _minutes)
# Migrations may take long, but wait for a lock only briefly: others queue behind whoever waits.
MIGRATING = SessionLimits(timedelta(seconds=2), timedelta(), 5 * _minutes, timedelta())


class Connection(extensions.connection):
    """psycopg2's connection, except that leaving `with` also closes it (psycopg2's only commits)."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Commit, or roll back after an error, then close; errors of psycopg2 are raised as ours."""
        try:
            if not self.closed:
                super().__exit__(kind, error, trace)
        except psycopg2.Error as failure:
            if error is None:
                raise store_error(failure, "the last changes were not saved") from failure
        finally:
            self.close()
        if isinstance(error, psycopg2.Error):
            raise store_error(error, "the database failed") from error


def connect(url: str, *, application: str = "wireroom", limits: SessionLimits = QUICK) -> Connection:
    """Open a connection whose session speaks UTF-8 and UTC and keeps to `limits`.

    What the URL sets (`options`, `keepalives_idle`, …) overrides ours. A server that is starting is tried
    again for a few seconds. Raises StoreUnavailableError, which names the server and never the password, if
    it cannot be reached, and StoreError for what is no database URL.
    """
    try:
        arguments = _arguments(url, application, limits)
    except psycopg2.ProgrammingError as error:
        raise StoreError(f"not a database URL: {_without_password(url)}") from error
    connection = _open(url, arguments)
    if connection.server_version >= _HAS_TRANSACTION_TIMEOUT and limits.transaction:
        _limit_transactions(connection, limits)
    return connection


def check_server(conn: Connection) -> None:
    """Raise StoreError for a server that is too old, or a database that is not in UTF-8."""
    if (major := conn.server_version // 10_000) < _OLDEST:
        raise StoreError(f"PostgreSQL {major} answers, {_OLDEST} or newer is needed")
    if (encoding := conn.info.parameter_status("server_encoding")) != "UTF8":
        raise StoreError(
            f"database {conn.info.dbname} is encoded in {encoding}, which has no place for every sign: "
            "create it anew with TEMPLATE template0 ENCODING 'UTF8'"
        )


def _arguments(url: str, application: str, limits: SessionLimits) -> dict[str, Any]:
    given = extensions.parse_dsn(url)
    ours = f"-c timezone=UTC -c client_encoding=UTF8 {limits.options()}"
    return {
        "connect_timeout": 10,
        **KEEPALIVES,
        **given,
        "application_name": application,
        "options": " ".join(filter(None, (ours, given.get("options")))),
    }


def _open(url: str, arguments: dict[str, Any]) -> Connection:
    for pause in (*_PAUSES, None):
        try:
            connection: Connection = psycopg2.connect(connection_factory=Connection, **arguments)
            return connection
        except psycopg2.OperationalError as error:
            if pause is None or not any(word in str(error) for word in _PASSING):
                raise StoreUnavailableError(
                    f"cannot reach Postgres at {_without_password(url)}: {str(error).strip()}. "
                    "Is it running (`make status`), and is WIREROOM_DATABASE_URL right?"
                ) from error
            time.sleep(pause)
    raise AssertionError("the last attempt returns or raises")


def _limit_transactions(connection: Connection, limits: SessionLimits) -> None:
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                query("sessions/limit_transactions"), {"limit": f"{milliseconds(limits.transaction)}ms"}
            )
        connection.commit()
    except psycopg2.Error as error:
        connection.close()
        raise store_error(error, "connecting") from error


def _without_password(url: str) -> str:
    before, at, after = url.rpartition("@")
    if not at:
        return url
    scheme, _, user = before.partition("://")
    return f"{scheme}://{user.partition(':')[0]}@{after}"
