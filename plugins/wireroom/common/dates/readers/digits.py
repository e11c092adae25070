"""Dates in bare digits: without separators (20140722105203, 20140601, 171113 14:14:20), or as Unix time."""

from __future__ import annotations

import re
from datetime import timedelta

from wireroom.common.dates.parsed_date import (
    EPOCH,
    Hints,
    Instant,
    ParsedDate,
    RefusedForm,
    Result,
    TimeOfDay,
    full_year,
)
from wireroom.common.dates.zones import read_zone

_LONG = re.compile(
    r"((?:19|20)\d{2})(0[1-9]|1[0-2])([0-3]\d)(?:[t ]?([01]\d|2[0-4])([0-5]\d)([0-5]\d)?(?:\.\d{1,9})?)?"
    r"(?P<zone> ?(?:z|[+-]\d{2}:?\d{2}))?"
)
_SHORT = re.compile(r"(\d{2})(0[1-9]|1[0-2])([0-3]\d)[t ](\d{2}):?(\d{2}):?(\d{2})")
# D:20261120070000+01'00', and the whole of it after its year may be left out, from the end; of some writers
# without the `D:`, or with `Z00'00'`.
_PDF = re.compile(
    r"(?:d:(?=\d)|(?=\d{8,14}[z+-].*'))(?P<year>(?:19|20)\d\d)(?:(?P<month>\d\d)(?:(?P<day>\d\d)"
    r"(?:(?P<hour>\d\d)(?:(?P<minute>\d\d)(?P<second>\d\d)?)?"
    r"(?:z(?:00'?(?:00'?)?)?|(?P<offset>[+-]\d\d)(?:'?(?P<minutes>\d\d)'?|')?)?)?)?)?"
)
_UNIX = re.compile(  # the second form is .NET's JSON
    r"@?(\d{9,19})(?:\.\d{1,9})?|\\?/date\((?P<ticks>\d{12,13})(?:[+-]\d{4})?\)\\?/"
)
# .NET's DateTime.MaxValue and the instant after it, in seconds and smaller units, on any clock of the world.
# As milliseconds, 253402300800 would be a day of 1978.
_LAST_DAY = range(253_402_300_800 - 38 * 3600, 253_402_300_800 + 15 * 3600)
_LAST_DAY_LENGTHS = frozenset({12, 15, 18})
_UNITS = ((9, 10, 1), (12, 13, 10**3), (15, 16, 10**6), (18, 19, 10**9))  # digits from, to; ticks a second


def read_compact(text: str, hints: Hints) -> Result:
    """Year, month, day and perhaps the time, run together: `20140722T105203Z`.

    The year must be of this century or the last: other long numbers are Unix times or no dates.
    """
    if found := _LONG.fullmatch(text):
        year, month, day, hour, minute, second = (
            int(group) if group else None for group in found.groups()[:6]
        )
        clock = TimeOfDay(hour, minute, second) if hour is not None and minute is not None else None
        zone = read_zone(found["zone"] or "", hints)
        return ParsedDate(year or 0, month, day, clock, zone)
    if found := _SHORT.fullmatch(text):
        full, note = full_year(found[1], hints)
        month, day, hour, minute, second = (int(group) for group in found.groups()[1:])
        return ParsedDate(full, month, day, TimeOfDay(hour, minute, second), note=note)
    return None


def read_pdf(text: str, hints: Hints) -> Result:
    """As PDF writes dates, whole or shortened: `D:20261120070000+01'00'`, `D:202611`."""
    found = _PDF.fullmatch(text)
    if found is None:
        return None
    named = ("year", "month", "day", "hour", "minute", "second")
    year, month, day, hour, minute, second = (int(found[part]) if found[part] else None for part in named)
    clock = None if hour is None else TimeOfDay(hour, minute or 0, second)
    offset = (
        f"{found['offset']}:{found['minutes'] or '00'}" if found["offset"] else "z" if "z" in text else ""
    )
    zone = read_zone(offset, hints)
    if offset and zone is None:
        return RefusedForm(f"unknown zone: {offset}")
    return ParsedDate(year or 0, month, day, clock, zone)


def read_unix_time(text: str, hints: Hints) -> Result:
    """Unix time in seconds, milliseconds, microseconds or nanoseconds.

    Nine digits are 1973 to 2001, ten reach 2286; numbers of other lengths are no times.
    """
    found = _UNIX.fullmatch(text)
    if found is None:
        return None
    digits = found[1] or found["ticks"]
    if len(digits) in _LAST_DAY_LENGTHS and int(digits[:12]) in _LAST_DAY:
        return RefusedForm("absurd: the end of the year 9999 stands for a missing date")
    for fewest, most, ticks in _UNITS:
        if fewest <= len(digits) <= most:
            return Instant(EPOCH + timedelta(seconds=int(digits) // ticks), "Unix time")
    return None
