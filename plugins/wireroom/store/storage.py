"""Sizes of the database's parts in, kept day by day; what they will be in a year out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wireroom.store.connection import Connection
from wireroom.store.queries import change, fetch_all


@dataclass(frozen=True, slots=True)
class PartSize:
    """How much one part takes."""

    part: str
    bytes: int
    oldest: date | None  # the day of the oldest in it
    kept_days: int | None = None  # None: for ever


@dataclass(frozen=True, slots=True)
class Forecast:
    """The same a year later, at the present rate."""

    part: str
    bytes: int
    bytes_a_day: int | None  # None: not known yet
    bytes_in_a_year: int | None


def measure_storage(conn: Connection) -> tuple[PartSize, ...]:
    """Each part of the database, indexes included."""
    rows = fetch_all(conn, "measure_storage")
    return tuple(PartSize(row["part"], row["bytes"], row["oldest"]) for row in rows)


def note_storage(conn: Connection, size: PartSize, measured_on: date) -> None:
    """Keep what was measured; once more on the same day counts instead."""
    values = {
        "measured_on": measured_on,
        "part": size.part,
        "bytes": size.bytes,
        "oldest": size.oldest,
        "kept_days": size.kept_days,
    }
    change(conn, "note_storage", values)


def storage_forecast(conn: Connection) -> tuple[Forecast, ...]:
    """Each part as it was last measured, the largest in a year first."""
    return tuple(Forecast(**row) for row in fetch_all(conn, "storage_forecast"))
