"""Decide which instant the numbers of a date mean, or why they can mean none."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo

from wireroom.common.dates.parsed_date import EPOCH, Hints, Instant, ParsedDate, RefusedForm, TimeOfDay
from wireroom.common.dates.zones import zone_named
from wireroom.models import Precision

FUTURE_TOLERANCE = timedelta(days=2)  # clocks and zones are wrong by hours; events and embargoes by more
EARLIEST_YEAR = 1900
# What software writes for "no date": the Unix epoch or the day after it; the first day that SQL Server knows
_STAND_INS = (EPOCH, EPOCH + timedelta(days=1), datetime(1900, 1, 1, tzinfo=UTC))
# Days that may stand for none, here or west of Greenwich: `choose_date` believes them where no source says
# another, for papers came out on them, too.
EPOCH_DAYS = (EPOCH - timedelta(days=1), EPOCH)
_FIRST_FEEDS = datetime(1997, 1, 1, tzinfo=UTC)
_FURTHEST_ZONE = timedelta(hours=15)

ValidDate = tuple[datetime, Precision, str]  # instant in UTC, precision, note


def validate(read: ParsedDate | Instant, hints: Hints) -> ValidDate | RefusedForm:
    """Judge: impossible, absurd (before 1900, or what stands for none) and far-future dates are refused."""
    made = _of_instant(read) if isinstance(read, Instant) else _of_parsed(read, hints)
    if isinstance(made, RefusedForm):
        return made
    at, precision, note = made
    if at.year < EARLIEST_YEAR:
        return RefusedForm(f"absurd: before {EARLIEST_YEAR}")
    if at.year in (1900, 1969, 1970) and precision in (Precision.SECOND, Precision.MINUTE) and _stands_in(at):
        return RefusedForm(f"absurd: {_name_of_stand_in(at)} stands for a missing date")
    if at.year == 1970 and precision is Precision.SECOND and (meant := _times_thousand(at, hints)):
        return meant, Precision.DAY, _joined(note, "seconds that the publisher took for milliseconds")
    if at > hints.now + FUTURE_TOLERANCE:
        return RefusedForm(f"future: more than {FUTURE_TOLERANCE.days} days after it was seen")
    return at, precision, note


def _stands_in(at: datetime) -> bool:
    """Midnight of such a day, in whatever zone: `1970-01-01 00:00:00` of a feed in Berlin is 23:00 in UTC."""
    if at == EPOCH - timedelta(seconds=1):  # what C's mktime gives for an error
        return True
    return (
        at.second == 0 and at.minute % 15 == 0 and any(abs(at - day) < _FURTHEST_ZONE for day in _STAND_INS)
    )


def _times_thousand(at: datetime, hints: Hints) -> datetime | None:
    """The day meant by 20 January 1970, 16:13:20: its seconds are the thousandth part of those of 2023.

    Which quarter of an hour is lost. News of January 1970 that knows its second is unheard of.
    """
    meant = EPOCH + (at - EPOCH) * 1000
    if at.second == 0 or not _FIRST_FEEDS <= meant <= hints.now + FUTURE_TOLERANCE:
        return None
    return meant.replace(hour=0, minute=0, second=0, microsecond=0)


def _name_of_stand_in(at: datetime) -> str:
    return "1 January 1900" if at.year == 1900 else "the Unix epoch"


def _of_instant(read: Instant) -> ValidDate:
    return read.at.replace(microsecond=0), Precision.SECOND, read.note


def _of_parsed(read: ParsedDate, hints: Hints) -> ValidDate | RefusedForm:
    year, month, day_of_month = read[:3]
    if not 1 <= year <= 9999:
        return RefusedForm(f"impossible: year {year}")
    if year < EARLIEST_YEAR:
        return RefusedForm(f"absurd: before {EARLIEST_YEAR}")
    try:
        day = datetime(
            year, 1 if month is None else month, 1 if day_of_month is None else day_of_month, tzinfo=UTC
        )
    except ValueError:
        return RefusedForm(f"impossible: no day {year}-{month}-{day_of_month}")
    if day_of_month is None:
        note = "only the year was written" if month is None else ""
        return day, Precision.MONTH, _joined(read.note, note)
    if read.clock is None:
        return day, Precision.DAY, read.note
    return _with_clock(day, read.clock, read, hints)


def _with_clock(day: datetime, clock: TimeOfDay, read: ParsedDate, hints: Hints) -> ValidDate | RefusedForm:
    hour, minute, second = clock.hour, clock.minute, clock.second or 0
    end_of_day = hour == 24 and minute == 0 and second == 0  # ISO 8601 allows it
    if not (hour <= 23 or end_of_day) or minute > 59 or second > 60:  # 60: a leap second
        return RefusedForm(f"impossible: no time {hour}:{minute:02}:{second:02}")
    zone, note = _zone(read, hints)
    try:  # what the clock on the wall shows
        local = day.replace(hour=hour % 24, minute=minute, second=second % 60, tzinfo=zone)
        if end_of_day or second == 60:
            local += timedelta(days=1) if end_of_day else timedelta(minutes=1)
        at = local if zone is UTC else local.astimezone(UTC)
    except (OverflowError, ValueError):
        return RefusedForm("impossible: beyond the years 1 to 9999")
    precision = Precision.MINUTE if clock.second is None else Precision.SECOND
    return at, precision, _joined(read.note, note)


def _zone(read: ParsedDate, hints: Hints) -> tuple[tzinfo, str]:
    if read.zone:
        return read.zone.tz, read.zone.note
    zone = zone_named(hints.timezone) if hints.timezone else None
    return (zone, f"no zone written: {hints.timezone}") if zone else (UTC, "no zone written: UTC assumed")


def _joined(first: str, second: str) -> str:
    return f"{first}; {second}" if first and second else first or second
