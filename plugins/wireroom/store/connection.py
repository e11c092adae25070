"""A database URL in, a connection out that closes itself after `with`."""

from __future__ import annotations

from types import TracebackType

import psycopg2
from psycopg2 import extensions

from wireroom.errors import StoreError


class Connection(extensions.connection):
    """psycopg2's connection, except that leaving `with` also closes it (psycopg2's only commits)."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Commit, or roll back where an error is on its way, then close."""
        try:
            super().__exit__(kind, error, trace)
        finally:
            self.close()


def connect(url: str, *, application: str = "wireroom") -> Connection:
    """Open a connection whose session speaks UTF-8 and UTC.

    Raises StoreError naming the server (never the password) where it cannot be reached.
    """
    try:
        connection = psycopg2.connect(
            url,
            connection_factory=Connection,
            application_name=application,
            options="-c timezone=UTC -c client_encoding=UTF8",
            connect_timeout=10,
        )
    except psycopg2.OperationalError as error:
        raise StoreError(
            f"cannot reach Postgres at {_without_password(url)}: {str(error).strip()}. "
            "Is it running (`make status`), and is WIREROOM_DATABASE_URL right?"
        ) from error
    except psycopg2.ProgrammingError as error:
        raise StoreError(f"not a database URL: {_without_password(url)}") from error
    return connection


def _without_password(url: str) -> str:
    before, at, after = url.rpartition("@")
    if not at:
        return url
    scheme, _, user = before.partition("://")
    return f"{scheme}://{user.partition(':')[0]}@{after}"
