"""The ledger of backfills: what was planned, what was read, and what that gave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from wireroom.models import FileUnit, OriginPart, UnitResult
from wireroom.models.backfill import unit_key
from wireroom.store.articles.copy_text import json_text
from wireroom.store.connection import Connection
from wireroom.store.queries import change, fetch_all, query

_AT_ONCE = 5_000  # units in a statement
_BEFORE = (  # what a planned unit brings of its line
    *("origin", "source", "unit", "part", "state", "documents", "entries", "inserted", "revised"),
    *("unchanged", "rejected", "left_out", "days", "requests", "cpu_seconds", "bookmark"),
)


@dataclass(frozen=True, slots=True)
class UnitSet:
    """Units of a backfill that are read together."""

    number: int
    units: int
    size: int  # bytes
    first_unit: str


@dataclass(frozen=True, slots=True)
class PlannedUnit:
    """A file to be read, and what was filed of it before."""

    file: FileUnit
    before: UnitResult


@dataclass(frozen=True, slots=True)
class UnitsRead:
    """What the finished units of an origin gave, for one source or part."""

    source: str  # of days: of which feed or site; empty for files
    part: str
    digits: int  # number of digits of the size of files: sizes within a factor of ten
    units: int
    entries: int
    size: int  # bytes
    units_timed: int  # whose CPU time was measured
    size_timed: int
    cpu_seconds: float


def units_experience(conn: Connection, origin: str) -> tuple[UnitsRead, ...]:
    """What the ledger has of units of `origin` that were read."""
    return tuple(
        UnitsRead(**row) for row in fetch_all(conn, "backfill/backfill_experience", {"origin": origin})
    )


def plan_units(
    conn: Connection,
    units: Iterable[FileUnit],
    wanted: OriginPart,
    *,
    backfill_id: int,
    now: datetime,
    again: bool = False,
    on_planned: Callable[[FileUnit], None] = lambda unit: None,
) -> tuple[int, int, Counter[int | None]]:
    """Plan units; how many there are, how many another backfill is reading, and damaged ones by backfill.

    `on_planned` is called for each that is to be read: neither being read nor in the ledger as read.
    """
    found, elsewhere, damaged = 0, 0, Counter[int | None]()
    stream = iter(units)
    while some := list(islice(stream, _AT_ONCE)):
        keys = [wanted.key(unit) for unit in some]
        whole = [OriginPart(wanted.origin).key(unit) for unit in some] if wanted.part else keys
        values: dict[str, Any] = {
            "origin": wanted.origin,
            "part": wanted.part,
            "backfill_id": backfill_id,
            "now": now,
            "again": again,
            "keys": keys,
            "whole_keys": whole,
            "sources": [unit.source for unit in some],
            "units": [unit.name for unit in some],
            "uris": [unit.uri for unit in some],
            "fingerprints": [unit.fingerprint for unit in some],
            "sizes": [unit.size for unit in some],
        }
        stamps = {"keys": [*keys, *whole], "fingerprints": values["fingerprints"] * 2}
        change(conn, "backfill/take_stamps", stamps if wanted.part else values)
        to_read = {bytes(row["key"]) for row in fetch_all(conn, "backfill/plan_units", values)}
        elsewhere += sum(row["found"] for row in fetch_all(conn, "backfill/units_elsewhere", values))
        damaged += _damaged(conn, stamps)
        conn.commit()
        for key, unit in zip(keys, some, strict=True):
            if key in to_read:
                on_planned(unit)
        found += len(some)
    return found, elsewhere, damaged


def _damaged(conn: Connection, stamps: dict[str, Any]) -> Counter[int | None]:
    rows = fetch_all(conn, "backfill/units_damaged", stamps)
    return Counter({row["backfill_id"]: row["found"] for row in rows})


def units_read(
    conn: Connection,
    units: Iterable[FileUnit],
    wanted: OriginPart,
    *,
    on_left: Callable[[FileUnit], None] = lambda unit: None,
) -> tuple[int, int]:
    """Count all units, and those in the ledger as read and unchanged; `on_left` is called for the others."""
    found = read = 0
    parts = {wanted, OriginPart(wanted.origin)}
    stream = iter(units)
    while some := list(islice(stream, _AT_ONCE)):
        values = {
            "keys": [part.key(unit) for unit in some for part in parts],
            "fingerprints": [unit.fingerprint for unit in some for _ in parts],
        }
        known = {(row["source"], row["unit"]) for row in fetch_all(conn, "backfill/units_read", values)}
        for unit in some:
            if (unit.source, unit.name) not in known:
                on_left(unit)
        found, read = found + len(some), read + len(known)
    return found, read


def divide_units(conn: Connection, backfill_id: int, sets: int) -> tuple[UnitSet, ...]:
    """Divide the units left to read into at most `sets` sets of about equal work; the sets with any."""
    change(conn, "backfill/divide_units", {"backfill_id": backfill_id, "sets": sets})
    return sets_of_backfill(conn, backfill_id)


def sets_of_backfill(conn: Connection, backfill_id: int) -> tuple[UnitSet, ...]:
    """Set → units left to read; set 0 has those not divided yet."""
    rows = fetch_all(conn, "backfill/sets_of_backfill", {"backfill_id": backfill_id})
    return tuple(UnitSet(row["set_number"], row["units"], row["size"], row["first_unit"]) for row in rows)


def units_of_set(conn: Connection, backfill_id: int, set_number: int) -> tuple[PlannedUnit, ...]:
    """The units of a set that are left to read, in the order of their names."""
    rows = fetch_all(conn, "backfill/units_of_set", {"backfill_id": backfill_id, "set_number": set_number})
    return tuple(_planned(row) for row in rows)


def note_units(
    conn: Connection, results: Sequence[UnitResult], *, backfill_id: int | None, now: datetime
) -> None:
    """Note results of units in the open transaction: together with their articles, or not at all."""
    if results:
        rows = [{**asdict(result), "key": result.key.hex()} for result in results]
        values = {"rows": json_text(rows), "backfill_id": backfill_id, "now": now}
        with conn.cursor() as cursor:
            cursor.execute(query("backfill/note_units"), values)


def note_position(conn: Connection, key: bytes, position: int, *, now: datetime) -> None:
    """Note how far a file has been read, in bytes; `key` is that of its line."""
    change(conn, "backfill/note_position", {"key": key, "position": position, "now": now})


def units_left(conn: Connection, backfill_id: int) -> list[str]:
    """Units that were not read to their end, or must be tried again."""
    return [row["unit"] for row in fetch_all(conn, "backfill/units_left", {"backfill_id": backfill_id})]


def _planned(row: dict[str, Any]) -> PlannedUnit:
    file = FileUnit(row["source"], row["unit"], row["uri"], row["size"], row["fingerprint"])
    return PlannedUnit(file, UnitResult(**{name: row[name] for name in _BEFORE}))


def move_units(conn: Connection, was: str, url: str) -> None:
    """Give the units of a feed its new address, by which the ledger knows it."""
    units = fetch_all(conn, "backfill/units_of_source", {"source": was})
    keys = [row["key"] for row in units]
    new_keys = [unit_key(row["origin"], url, row["unit"], row["part"]) for row in units]
    with conn.cursor() as cursor:
        cursor.execute(query("backfill/move_units"), {"source": url, "keys": keys, "new_keys": new_keys})
