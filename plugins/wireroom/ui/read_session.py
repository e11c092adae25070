"""Named queries in, rows out as the reading role; remembers which were asked, to show them under the page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from wireroom.settings import Settings
from wireroom.store.connection import Connection, SessionLimits
from wireroom.store.kept_connections import read_only
from wireroom.store.queries import fetch_all, query

Row = dict[str, Any]
# Somebody waits in front of a screen.
PAGE = SessionLimits(
    lock=timedelta(seconds=2),
    statement=timedelta(seconds=10),
    idle_in_transaction=timedelta(seconds=30),
    transaction=timedelta(seconds=30),
)


@dataclass(slots=True)
class ReadSession:
    """Runs the queries of one page and records their names."""

    conn: Connection
    asked: list[str] = field(default_factory=list)

    def rows(self, name: str, **values: object) -> list[Row]:
        """All rows of the query `name`. Raises StoreError."""
        if name not in self.asked:
            self.asked.append(name)
        return fetch_all(self.conn, name, values)

    def row(self, name: str, **values: object) -> Row | None:
        """The first row of the query `name`, or None. Raises StoreError."""
        return next(iter(self.rows(name, **values)), None)

    def statements(self) -> list[tuple[str, str]]:
        """Name and text of every query that the page ran."""
        return [(name, query(name).strip()) for name in self.asked]


@contextmanager
def read_session(settings: Settings) -> Iterator[ReadSession]:
    """A session that is read-only whatever its role may do. Raises StoreError."""
    with read_only(settings.reader_database_url, application="wireroom ui", limits=PAGE) as conn:
        yield ReadSession(conn)
