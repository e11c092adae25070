"""Backups and exports as they are begun and as they end in, a row a path; those that may hold an article out.

Nothing of ours reaches them once they are made: a takedown names them, and whoever keeps them sees to them.
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
    """A backup's file or an export's folder."""

    kind: Kind
    host: str  # the machine that made it
    path: str  # absolute there
    made_at: datetime  # when it last ended, or was begun where it never ended

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
    """Before it is made, so that one that is killed midway is noted too, and once more at its end: it holds
    what came in meanwhile. Raises StoreError.

    `since` and `until`: the days of publication that an export was asked for, both included.
    """
    values = {"kind": kind, "host": socket.gethostname(), "path": str(path.absolute()), "now": now}
    change(conn, "note_file_made", {**values, "since": since, "until": until})


def files_made(conn: Connection, ids: Sequence[int], since: datetime) -> tuple[FileMade, ...]:
    """Those that may hold one of these articles, which came in at `since` or later; the oldest first."""
    return tuple(FileMade(**row) for row in fetch_all(conn, "files_made", {"ids": list(ids), "since": since}))
