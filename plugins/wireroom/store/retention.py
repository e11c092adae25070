"""Count what is older than a point in time, or delete it, in portions of one transaction each."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final, NamedTuple

from wireroom.store.connection import Connection
from wireroom.store.queries import change, fetch_all, fetch_one


class Kept(NamedTuple):
    """Rows that are kept for a time: the queries that count and delete those past it; how many at once."""

    counting: str
    forgetting: str
    at_once: int


POLLS: Final = Kept(  # of runs that began before then; of a run, some thousands
    "maintain/count_old_polls", "maintain/forget_polls", 50
)
RUNS: Final = Kept("maintain/count_old_runs", "maintain/forget_runs", 500)  # that have no polls left
REJECTED: Final = Kept(  # last met before then; with their bytes
    "maintain/count_old_rejected", "maintain/forget_rejected", 1_000
)
SITE_BLOCKS: Final = Kept(  # that no page has had since then
    "maintain/count_old_site_blocks", "maintain/forget_site_blocks", 1_000
)


class ActiveDay(NamedTuple):
    """A day (UTC) on which the installation worked."""

    day: date
    has_run: bool  # whether any run could bring articles; False: only maintenance ran


def active_days(conn: Connection, today: date) -> list[ActiveDay]:
    """Active days, the latest first, today included; days of a clock that was ahead are left out."""
    return [ActiveDay(**row) for row in fetch_all(conn, "maintain/active_days", {"today": today})]


def note_active_days(conn: Connection, today: date) -> None:
    """Keep the active days before the runs that show them are deleted. Raises StoreError."""
    change(conn, "maintain/note_active_days", {"today": today})


def count_old(conn: Connection, kept: Kept, before: datetime, *, polls_before: datetime | None) -> int:
    """Rows of before then; runs only whose polls are not kept: since `polls_before`, None: all."""
    return int(fetch_one(conn, kept.counting, {"before": before, "polls_before": polls_before})["rows"])


def forget(conn: Connection, kept: Kept, before: datetime) -> int:
    """Delete the rows of before then, a portion a transaction; how many. May be killed and repeated."""
    gone = 0
    while rows := int(fetch_one(conn, kept.forgetting, {"before": before, "most": kept.at_once})["rows"]):
        conn.commit()
        gone += rows
    return gone


def refresh_statistics(conn: Connection) -> None:
    """ANALYZE the articles over all months. Raises StoreError if a lock is in the way."""
    change(conn, "maintain/refresh_statistics")
