"""Days that a command was asked for, written down before the first: a killed one goes on where it was."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from wireroom import store
from wireroom.models import Counts, UnitResult
from wireroom.settings import Settings


def begin_days(
    settings: Settings, *, key: str, origin: str, days: Sequence[date], match: str, now: datetime
) -> int:
    """Id of the backfill of these days, none of which is done."""
    with store.connect(settings.database_url) as conn:
        backfill_id = store.open_backfill(
            conn, key, now=now, origin=origin, window=(days[0], days[-1]), feeds_match=match
        )
        lines = [UnitResult(origin, _source(backfill_id), day.isoformat()) for day in days]
        store.note_units(conn, lines, backfill_id=backfill_id, now=now)
    return backfill_id


def days_left(settings: Settings, backfill_id: int) -> list[date]:
    """Days that were asked for and are not loaded, or not all of them."""
    with store.connect(settings.database_url) as conn:
        return [date.fromisoformat(unit) for unit in store.units_left(conn, backfill_id)]


def note_asked_day(
    settings: Settings,
    backfill_id: int,
    origin: str,
    day: date,
    counts: Counts,
    *,
    failure: str,
    now: datetime,
) -> None:
    """What the day came to; a day of which something is missing is tried again by `resume`."""
    line = UnitResult(
        origin,
        _source(backfill_id),
        day.isoformat(),
        state="failed" if failure else "done",
        entries=counts.entries,
        inserted=counts.inserted,
        revised=counts.revised,
        unchanged=counts.unchanged,
        rejected=counts.rejected,
        detail=failure,
    )
    with store.connect(settings.database_url) as conn:
        store.note_units(conn, [line], backfill_id=backfill_id, now=now)


def _source(backfill_id: int) -> str:
    return f"backfill {backfill_id}"
