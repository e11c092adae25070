"""Measure the parts of the database day by day, and forecast their sizes in a year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wireroom.store.connection import Connection
from wireroom.store.queries import change, fetch_all


@dataclass(frozen=True, slots=True)
class PartSize:
    """The size of one part."""

    part: str
    bytes: int
    oldest: date | None  # the day of the oldest thing in it
    kept_days: int | None = None  # None: for ever


@dataclass(frozen=True, slots=True)
class Forecast:
    """The size of one part now, and in a year at the present rate."""

    part: str
    bytes: int
    bytes_a_day: int | None  # None: not known yet
    bytes_in_a_year: int | None


def measure_storage(conn: Connection) -> tuple[PartSize, ...]:
    """The size of each part of the database, with indexes."""
    rows = fetch_all(conn, "maintain/measure_storage")
    return tuple(PartSize(row["part"], row["bytes"], row["oldest"]) for row in rows)


def note_storage(conn: Connection, size: PartSize, measured_on: date) -> None:
    """Keep what was measured; a later measurement on the same day replaces it."""
    values = {
        "measured_on": measured_on,
        "part": size.part,
        "bytes": size.bytes,
        "oldest": size.oldest,
        "kept_days": size.kept_days,
    }
    change(conn, "maintain/note_storage", values)


def storage_forecast(conn: Connection) -> tuple[Forecast, ...]:
    """Each part as last measured, the one that will be largest in a year first."""
    return tuple(Forecast(**row) for row in fetch_all(conn, "maintain/storage_forecast"))
