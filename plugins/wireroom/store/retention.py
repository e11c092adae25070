"""Count what is older than a point in time, or delete it, in portions of one transaction each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from wireroom.store.connection import Connection
from wireroom.store.queries import change, fetch_all, fetch_one

RUNS_AT_ONCE = 50  # with their polls, some thousands of rows
ENTRIES_AT_ONCE = 1_000  # with their bytes


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


def count_old_polls(conn: Connection, before: datetime) -> int:
    """Polls of runs that began before then."""
    return int(fetch_one(conn, "maintain/count_old_polls", {"before": before})["rows"])


def count_old_runs(conn: Connection, before: datetime, *, polls_before: datetime | None) -> int:
    """Runs that began before then, but for those whose polls are kept: since `polls_before`, None: all."""
    values = {"before": before, "polls_before": polls_before}
    return int(fetch_one(conn, "maintain/count_old_runs", values)["rows"])


def count_old_rejected(conn: Connection, before: datetime) -> int:
    """Refused entries that were last met before then."""
    return int(fetch_one(conn, "maintain/count_old_rejected", {"before": before})["rows"])


def count_old_site_blocks(conn: Connection, before: datetime) -> int:
    """Blocks that no page has had since then."""
    return int(fetch_one(conn, "maintain/count_old_site_blocks", {"before": before})["rows"])


def forget_polls(conn: Connection, before: datetime) -> int:
    """Delete the polls of runs that began before then; how many. May be killed and repeated."""
    return sum(_portions(conn, "maintain/forget_polls", before, RUNS_AT_ONCE))


def forget_runs(conn: Connection, before: datetime) -> int:
    """Delete runs that began before then and have no polls left; how many."""
    return sum(_portions(conn, "maintain/forget_runs", before, RUNS_AT_ONCE * 10))


def forget_rejected(conn: Connection, before: datetime) -> int:
    """Delete refused entries that were last met before then; how many."""
    return sum(_portions(conn, "maintain/forget_rejected", before, ENTRIES_AT_ONCE))


def forget_site_blocks(conn: Connection, before: datetime) -> int:
    """Delete blocks that no page has had since then; how many."""
    return sum(_portions(conn, "maintain/forget_site_blocks", before, ENTRIES_AT_ONCE))


def refresh_statistics(conn: Connection) -> None:
    """ANALYZE the articles over all months. Raises StoreError if a lock is in the way."""
    change(conn, "maintain/refresh_statistics")


def _portions(conn: Connection, name: str, before: datetime, most: int) -> Iterator[int]:
    while rows := int(fetch_all(conn, name, {"before": before, "most": most})[0]["rows"]):
        conn.commit()
        yield rows
