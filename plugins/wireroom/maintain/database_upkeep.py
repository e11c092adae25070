"""What the database needs from time to time in: months, statistics, consumers told; done, in words, out."""

from __future__ import annotations

from datetime import datetime, timedelta

from wireroom import landing
from wireroom.errors import StoreBusyError
from wireroom.maintain.prune_logs import log_bytes
from wireroom.maintain.upkeep import Upkeep, size_in_words
from wireroom.store import retention, storage
from wireroom.store.articles import daily_upkeep

AHEAD = 2  # months; a feed may date an entry tomorrow

_NAMED = 4  # parts


def order_months(upkeep: Upkeep) -> str:
    """Make what is missing. A reader in the way is no failure: a later filing moves the rest."""
    ahead = daily_upkeep.months_missing(upkeep.conn, _months(upkeep.now))
    waiting = daily_upkeep.months_in_default(upkeep.conn)
    wanted = sorted({*ahead, *waiting})
    words = (
        f"{len(ahead)} of {AHEAD + 1} months ahead {{made}}, "
        f"{sum(waiting.values()):,} articles of {len(waiting)} months {{moved}} from the default partition"
    )
    if upkeep.dry_run:
        return words.format(made="would be made", moved="would be moved")
    done = daily_upkeep.make_months(upkeep.conn, wanted)
    said = words.format(made="made", moved="moved")
    return said if done else f"{said}, as far as no reader's lock was in the way"


def _months(now: datetime) -> list[datetime]:
    """The first moment of this month and of those that follow."""
    found = [now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)]
    for _ in range(AHEAD):
        found.append((found[-1] + timedelta(days=32)).replace(day=1))
    return found


def refresh_statistics(upkeep: Upkeep) -> str:
    """Gather them; somebody's lock in the way is no failure, tomorrow is another day."""
    if upkeep.dry_run:
        return "would be gathered of all articles"
    try:
        retention.refresh_statistics(upkeep.conn)
    except StoreBusyError as error:
        return f"not gathered this time: {error}"
    return "gathered of all articles"


def tell_untold(upkeep: Upkeep) -> str:
    """Under the lock of filing only where there is something to tell."""
    articles = daily_upkeep.count_untold(upkeep.conn)
    if articles and not upkeep.dry_run:
        articles = daily_upkeep.tell_untold(upkeep.conn)
    verb = "would be told" if upkeep.dry_run else "told"
    return f"{articles:,} articles {verb} that no consumer had heard of"


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
