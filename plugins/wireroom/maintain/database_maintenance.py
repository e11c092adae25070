"""The database's own upkeep: months' partitions, statistics, notices to consumers, sizes; told in words."""

from __future__ import annotations

from datetime import datetime, timedelta

from wireroom import landing
from wireroom.common.text.counted import counted, size_in_words
from wireroom.errors import StoreBusyError
from wireroom.maintain.maintenance import Maintenance
from wireroom.maintain.prune_logs import log_bytes
from wireroom.store import retention, storage
from wireroom.store.articles import partitions

AHEAD = 2  # months; a feed may date an entry tomorrow

YEAR_AT_MOST = 1024**3  # bytes; filings wait while a year is merged: half a minute
_HOW = "stop all else and call `wireroom maintain --merge-years`"
_NAMED = 4  # parts


def order_months(maintenance: Maintenance) -> str:
    """Make missing partitions. A reader in the way is no failure: a later filing moves the rest."""
    ahead = partitions.months_missing(maintenance.conn, _months(maintenance.now))
    waiting = partitions.months_in_default(maintenance.conn)
    wanted = sorted({*ahead, *waiting})
    words = (
        f"{len(ahead)} of {AHEAD + 1} months ahead {{made}}, "
        f"{counted(sum(waiting.values()), 'article')} of {counted(len(waiting), 'month')} {{moved}} "
        "from the default partition"
    )
    if maintenance.dry_run:
        return words.format(made="would be made", moved="would be moved") + _merge_years(maintenance)
    done = partitions.make_months(maintenance.conn, wanted)
    said = words.format(made="made", moved="moved")
    said = said if done else f"{said}, as far as no reader's lock was in the way"
    return said + _merge_years(maintenance)


def _merge_years(maintenance: Maintenance) -> str:
    """Long past years into a partition each, where that is wanted; what became of them, or would."""
    years = partitions.years_in_months(maintenance.conn)
    small = [year for year in years if year.bytes <= YEAR_AT_MOST]
    large = [
        f"; the months of {year.year} stay, {size_in_words(year.bytes)} are too many to move"
        for year in years
        if year.bytes > YEAR_AT_MOST
    ]
    if not maintenance.merge_years or maintenance.dry_run:
        months = sum(year.months for year in small)
        years_named = "1 year" if len(small) == 1 else f"{len(small)} years"
        return "".join((f"; {months} old months can become {years_named}: {_HOW}" if small else "", *large))
    months, articles, stay = 0, 0, ""
    for year in small:
        done = partitions.merge_year(maintenance.conn, year.year)
        if done is None:  # the next would copy in vain as well
            stay = f"; from {year.year} on months stay, somebody was at work in the database: {_HOW}"
            break
        months, articles = months + year.months, articles + done
    merged = (
        f"; {counted(months, 'old month')} put into their years ({counted(articles, 'article')})"
        if months
        else ""
    )
    return "".join((merged, stay, *large))


def _months(now: datetime) -> list[datetime]:
    """The first moment of this month and of those that follow."""
    found = [now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)]
    for _ in range(AHEAD):
        found.append((found[-1] + timedelta(days=32)).replace(day=1))
    return found


def refresh_statistics(maintenance: Maintenance) -> str:
    """Gather them; somebody's lock in the way is no failure, tomorrow is another day."""
    if maintenance.dry_run:
        return "would be gathered of all articles"
    try:
        retention.refresh_statistics(maintenance.conn)
    except StoreBusyError as error:
        return f"not gathered this time: {error}"
    return "gathered of all articles"


def tell_untold(maintenance: Maintenance) -> str:
    """Tell consumers of changes that no loader told; takes the lock of filing only where there are some."""
    articles = partitions.count_untold(maintenance.conn)
    if articles and not maintenance.dry_run:
        articles = partitions.tell_untold(maintenance.conn)
    verb = "would be told" if maintenance.dry_run else "told"
    return f"{counted(articles, 'article')} {verb} that no consumer had heard of"


def say_storage(maintenance: Maintenance) -> str:
    """Measure, keep, forecast. A dry run keeps nothing: its forecast is that of the last measurement."""
    sizes = (*_database(maintenance), _landed(maintenance), _logs(maintenance))
    if not maintenance.dry_run:
        for size in sizes:
            storage.note_storage(maintenance.conn, size, maintenance.now.date())
    parts = storage.storage_forecast(maintenance.conn)
    total = sum(size.bytes for size in sizes)
    if not parts:
        return f"{size_in_words(total)} now; not measured before"
    known = [part for part in parts if part.bytes_in_a_year is not None]
    ahead = sum(part.bytes_in_a_year or 0 for part in known)
    largest = ", ".join(f"{part.part} {size_in_words(part.bytes_in_a_year or 0)}" for part in known[:_NAMED])
    return (
        f"{size_in_words(total)} now; at this rate {size_in_words(ahead)} in a year ({largest}): news.storage"
    )


def _database(maintenance: Maintenance) -> tuple[storage.PartSize, ...]:
    kept = maintenance.settings.retention
    days = {"polls": _days(kept.polls), "runs": _days(kept.runs), "quarantine": _days(kept.rejected)}
    return tuple(
        storage.PartSize(size.part, size.bytes, size.oldest, days.get(size.part))
        for size in storage.measure_storage(maintenance.conn)
    )


def _landed(maintenance: Maintenance) -> storage.PartSize:
    days = list(landing.landed_days(maintenance.settings.landing_url))
    oldest = min((day.day for day in days), default=None)
    return storage.PartSize(
        "landed files", sum(day.bytes for day in days), oldest, _days(maintenance.settings.retention.landed)
    )


def _logs(maintenance: Maintenance) -> storage.PartSize:
    kept = _days(maintenance.settings.retention.logs)
    return storage.PartSize("logs", log_bytes(maintenance.settings.home), None, kept)


def _days(kept: timedelta | None) -> int | None:
    return None if kept is None else kept.days
