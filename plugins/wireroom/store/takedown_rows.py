"""A takedown asked for on a page in, its row out: one under way an article, how far it is, how it ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from wireroom.store.connection import Connection
from wireroom.store.queries import change, fetch_all

_LOCK = 1_853_189_987  # of Postgres' advisory locks: held by the process that takes an article down
_STARTING = timedelta(minutes=2)  # that process may take to come up; then it has broken off


@dataclass(frozen=True, slots=True)
class AskedTakedown:
    """One press of the button."""

    id: int
    article_id: int
    is_dry_run: bool
    reason: str
    asked_by: str
    asked_at: datetime
    files: int | None  # landing files to look through, once they are counted
    searched: int
    ended_at: datetime | None
    report: Sequence[str]
    is_left: bool
    trouble: str | None


@dataclass(frozen=True, slots=True)
class ClaimedTakedown:
    """What a process is to do."""

    id: int
    article_id: int
    is_dry_run: bool
    reason: str


def note_asked(
    conn: Connection, article_id: int, *, dry_run: bool, reason: str, by: str, now: datetime
) -> int | None:
    """Its number; None where one of this article is under way. Raises StoreError."""
    end_broken_off(conn, article_id, now)
    values = {"article_id": article_id, "is_dry_run": dry_run, "reason": reason, "asked_by": by, "now": now}
    made = fetch_all(conn, "takedown_begin", values)
    return made[0]["id"] if made else None


def end_broken_off(conn: Connection, article_id: int, now: datetime) -> None:
    """One that nobody is at any more has ended."""
    values = {"article_id": article_id, "now": now, "starting": _STARTING, "lock": _LOCK}
    change(conn, "takedown_break_off", values)


def claim_takedown(conn: Connection, number: int) -> ClaimedTakedown | None:
    """Ours as long as the connection lasts; None where it has ended, or another is at its article."""
    claimed = fetch_all(conn, "takedown_claim", {"id": number, "lock": _LOCK})
    return ClaimedTakedown(**claimed[0]) if claimed else None


def note_searched(conn: Connection, number: int, searched: int, files: int) -> None:
    """So many of so many landing files were looked through."""
    change(conn, "takedown_progress", {"id": number, "searched": searched, "files": files})


def note_ended(
    conn: Connection,
    number: int,
    now: datetime,
    *,
    report: Sequence[str] = (),
    is_left: bool = False,
    trouble: str | None = None,
) -> None:
    """How it ended; the first to say so is believed."""
    values = {"id": number, "now": now, "report": list(report), "is_left": is_left, "trouble": trouble}
    change(conn, "takedown_end", values)


def takedowns_asked(conn: Connection, article_id: int) -> tuple[AskedTakedown, ...]:
    """Those of this article, the last first."""
    rows = fetch_all(conn, "takedowns_of_article", {"article_id": article_id})
    return tuple(AskedTakedown(**row) for row in rows)
