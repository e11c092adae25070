"""Sizes of the database, the landed files and the logs in; kept, and the year ahead in words out."""

from __future__ import annotations

from datetime import timedelta

from wireroom import landing
from wireroom.maintain.prune_logs import log_bytes
from wireroom.maintain.upkeep import Upkeep, size_in_words
from wireroom.store import storage

_NAMED = 4  # parts


def say_storage(upkeep: Upkeep) -> str:
    """Measure, keep, forecast. A dry run says what was measured last."""
    if not upkeep.dry_run:
        for size in (*_database(upkeep), _landed(upkeep), _logs(upkeep)):
            storage.note_storage(upkeep.conn, size, upkeep.now.date())
    parts = storage.storage_forecast(upkeep.conn)
    if not parts:
        return "not measured yet"
    total = sum(part.bytes for part in parts)
    known = [part for part in parts if part.bytes_in_a_year is not None]
    ahead = sum(part.bytes_in_a_year or 0 for part in known)
    largest = ", ".join(f"{part.part} {size_in_words(part.bytes_in_a_year or 0)}" for part in known[:_NAMED])
    return (
        f"{size_in_words(total)} now; at this rate {size_in_words(ahead)} in a year ({largest}): news.storage"
    )


def _database(upkeep: Upkeep) -> tuple[storage.PartSize, ...]:
    kept = upkeep.settings.retention
    days = {"polls": _days(kept.polls), "runs": _days(kept.runs), "quarantine": _days(kept.rejected)}
    return tuple(
        storage.PartSize(size.part, size.bytes, size.oldest, days.get(size.part))
        for size in storage.measure_storage(upkeep.conn)
    )


def _landed(upkeep: Upkeep) -> storage.PartSize:
    days = list(landing.landed_days(upkeep.settings.landing_url))
    oldest = min((day.day for day in days), default=None)
    return storage.PartSize(
        "landed files", sum(day.bytes for day in days), oldest, _days(upkeep.settings.retention.landed)
    )


def _logs(upkeep: Upkeep) -> storage.PartSize:
    kept = _days(upkeep.settings.retention.logs)
    return storage.PartSize("logs", log_bytes(upkeep.settings.home), None, kept)


def _days(kept: timedelta | None) -> int | None:
    return None if kept is None else kept.days
