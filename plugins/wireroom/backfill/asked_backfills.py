"""Backfills requested by a command: recorded before their first day, reported from the ledger afterwards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from wireroom.backfill.jobs import DayRequest, LoadedDay
from wireroom.backfill.plan_day import plan_day
from wireroom.backfill.plan_range import expected_of
from wireroom.common.text.counted import counted, were
from wireroom.errors import ConfigurationError, StoreError
from wireroom.models import BackfillRequest, Counts, UnitResult
from wireroom.settings import Settings
from wireroom.store.backfills import (
    backfills,
    begin_reading,
    end_reading,
    left_out,
    note_estimate,
    open_backfill,
    units_in_trouble,
)
from wireroom.store.connection import connect
from wireroom.store.ledger import note_units, units_left


def begin_days(
    settings: Settings, request: BackfillRequest, days: Sequence[date], *, key: str, now: datetime
) -> int:
    """Record a backfill of these days and return its id."""
    origin = request.origin
    with connect(settings.database_url) as conn:
        whole = replace(request, window=(days[0], days[-1]))
        backfill_id = open_backfill(conn, key, whole, now=now)
        lines = [UnitResult(origin, _source(backfill_id), day.isoformat()) for day in days]
        note_units(conn, lines, backfill_id=backfill_id, now=now)
    return backfill_id


def note_expected(
    settings: Settings, backfill_id: int, request: BackfillRequest, days: Sequence[date], *, now: datetime
) -> None:
    """Record what the days are expected to bring, where that can be told."""
    plan = plan_day(settings, DayRequest(days[0], [request.origin], request.feeds_match), key=None, now=now)
    expected = [expected_of(settings, job, days) for job in plan.jobs]
    if all(each.articles is not None for each in expected):
        articles = sum(each.articles or 0 for each in expected)
        cpu = sum(each.cpu_seconds or 0 for each in expected)
        with connect(settings.database_url) as conn:
            note_estimate(conn, backfill_id, {"days": len(days), "articles": articles, "cpu_seconds": cpu})


def days_left(settings: Settings, backfill_id: int) -> list[date]:
    """Days of the backfill that are not completely loaded."""
    with connect(settings.database_url) as conn:
        return [date.fromisoformat(unit) for unit in units_left(conn, backfill_id)]


@contextmanager
def at_work_on_days(settings: Settings, backfill_id: int, *, process: str, now: datetime) -> Iterator[None]:
    """Record that `process` loads days of the backfill within the block, and the time it takes."""
    with connect(settings.database_url) as conn:
        end_reading(conn, backfill_id)  # left open by a process that was killed
        begin_reading(conn, backfill_id, now=now, process=process)
    try:
        yield
    finally:
        with suppress(StoreError), connect(settings.database_url) as conn:
            end_reading(conn, backfill_id)


def note_asked_day(
    settings: Settings, backfill_id: int, origin: str, day: date, loaded: LoadedDay, *, now: datetime
) -> None:
    """Record the result of a day; one with problems is tried again by `resume`."""
    counts = loaded.counts
    line = UnitResult(
        origin,
        _source(backfill_id),
        day.isoformat(),
        state="failed" if loaded.problems else "done",
        entries=counts.entries,
        inserted=counts.inserted,
        revised=counts.revised,
        unchanged=counts.unchanged,
        rejected=counts.rejected,
        requests=loaded.requests,
        cpu_seconds=loaded.cpu_seconds,
        left_out=loaded.left_out,
        detail="; ".join(loaded.problems),
    )
    with connect(settings.database_url) as conn:
        note_units(conn, [line], backfill_id=backfill_id, now=now)


def _source(backfill_id: int) -> str:
    return f"backfill {backfill_id}"


@dataclass(frozen=True, slots=True)
class FilesReport:
    """The result of a backfill of files: `problems` say what is missing, `notes` what was left out."""

    counts: Counts
    problems: tuple[str, ...]
    notes: tuple[str, ...]
    summary: dict[str, Any]


def report_files(settings: Settings, number: int, *, now: datetime) -> FilesReport:
    """The result of backfill `number`, from the ledger. Raises ConfigurationError if there is none."""
    with connect(settings.database_url) as conn:
        found = next(backfills(conn, now=now, number=number), None)
        if found is None:
            raise ConfigurationError(f"there is no backfill {number}")
        end_reading(conn, number)
        reasons = left_out(conn, number)
        troubles = units_in_trouble(conn, number)
    problems = [detail for _, detail in troubles]
    if (more := found.failed - len(troubles)) > 0:
        problems.append(f"{counted(more, 'more file')}: see news.backfill_units")
    if left := found.units - found.ended:
        problems.append(
            f"{left:,} of {counted(found.units, 'file')} {were(left)} not read to the end: "
            "see the failed tasks"
        )
    notes = tuple(f"left out: {count:,} {reason} ({example})" for reason, (count, example) in reasons.items())
    counts = Counts(
        entries=found.entries,
        inserted=found.inserted,
        revised=found.revised,
        unchanged=found.unchanged,
        rejected=found.rejected,
    )
    summary = {
        "files": found.ended,
        "bytes": found.size_ended,
        "rejected": found.rejected,
        "left_out": {reason: count for reason, (count, _) in reasons.items()},
    }
    return FilesReport(counts, tuple(problems), notes, summary)
