"""Record backups and exports, a row for each path, and find those that may hold an article.

We cannot change them later: a takedown names them, and whoever keeps them has to see to them.
"""

from __future__ import annotations

import socket
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from wireroom.store.connection import Connection
from wireroom.store.queries import change, fetch_all

Kind = Literal["backup", "export"]


@dataclass(frozen=True, slots=True)
class FileMade:
    """The file of a backup or the folder of an export."""

    kind: Kind
    host: str  # the machine that made it
    path: str  # absolute there
    made_at: datetime  # when it last ended, or began if it never ended

    def __str__(self) -> str:
        return f"{self.kind} {self.path} on {self.host}, of {self.made_at:%Y-%m-%d %H:%M} UTC"


def note_file_made(
    conn: Connection,
    kind: Kind,
    path: Path,
    *,
    now: datetime,
    since: date | None = None,
    until: date | None = None,
) -> None:
    """Record a file before it is made, for we may be killed, and again at its end. Raises StoreError.

    `since` and `until`: the days of publication that an export was asked for, both included.
    """
    values = {"kind": kind, "host": socket.gethostname(), "path": str(path.absolute()), "now": now}
    change(conn, "maintain/note_file_made", {**values, "since": since, "until": until})


def files_made(conn: Connection, ids: Sequence[int], since: datetime) -> tuple[FileMade, ...]:
    """Files that may hold one of these articles, which came in at `since` or later; the oldest first."""
    return tuple(
        FileMade(**row) for row in fetch_all(conn, "maintain/files_made", {"ids": list(ids), "since": since})
    )
