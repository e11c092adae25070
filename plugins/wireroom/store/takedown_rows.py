"""Rows of takedowns requested on a page: one at a time for an article, its progress and its result."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from wireroom.store.connection import Connection
from wireroom.store.queries import change, fetch_all

_LOCK = 1_853_189_987  # number of the advisory lock held by the process that takes an article down
_STARTING = timedelta(minutes=2)  # in which that process must start, or it has broken off


@dataclass(frozen=True, slots=True)
class AskedTakedown:
    """A takedown as requested: one press of the button."""

    id: int
    article_id: int
    is_dry_run: bool
    reason: str
    asked_by: str
    asked_at: datetime
    files: int | None  # landing files to search, once they are counted
    searched: int
    ended_at: datetime | None
    report: Sequence[str]
    is_left: bool
    trouble: str | None


@dataclass(frozen=True, slots=True)
class ClaimedTakedown:
    """What the process has to do."""

    id: int
    article_id: int
    is_dry_run: bool
    reason: str


def note_asked(
    conn: Connection, article_id: int, *, dry_run: bool, reason: str, by: str, now: datetime
) -> int | None:
    """Record a request; its number, None if one for this article is in progress. Raises StoreError."""
    end_broken_off(conn, article_id, now)
    values = {"article_id": article_id, "is_dry_run": dry_run, "reason": reason, "asked_by": by, "now": now}
    made = fetch_all(conn, "takedown/begin", values)
    return made[0]["id"] if made else None


def end_broken_off(conn: Connection, article_id: int, now: datetime) -> None:
    """End a takedown on which no process works any more."""
    values = {"article_id": article_id, "now": now, "starting": _STARTING, "lock": _LOCK}
    change(conn, "takedown/break_off", values)


def claim_takedown(conn: Connection, number: int) -> ClaimedTakedown | None:
    """Claim a takedown while the connection lasts; None if it has ended or another has its article."""
    claimed = fetch_all(conn, "takedown/claim", {"id": number, "lock": _LOCK})
    return ClaimedTakedown(**claimed[0]) if claimed else None


def note_searched(conn: Connection, number: int, searched: int, files: int) -> None:
    """Note how many of how many landing files were searched."""
    change(conn, "takedown/progress", {"id": number, "searched": searched, "files": files})


def note_ended(
    conn: Connection,
    number: int,
    now: datetime,
    *,
    report: Sequence[str] = (),
    is_left: bool = False,
    trouble: str | None = None,
) -> None:
    """Note how it ended; only the first such note counts."""
    values = {"id": number, "now": now, "report": list(report), "is_left": is_left, "trouble": trouble}
    change(conn, "takedown/end", values)


def takedowns_asked(conn: Connection, article_id: int) -> tuple[AskedTakedown, ...]:
    """The takedowns of this article, the latest first."""
    rows = fetch_all(conn, "takedown/takedowns_of_article", {"article_id": article_id})
    return tuple(AskedTakedown(**row) for row in rows)
