"""Digits without separators: 20140722105203, 20140722T105203Z, 20140601, 171113 14:14:20."""

from __future__ import annotations

import re

from wireroom.common.dates.parsed_date import Hints, ParsedDate, Result, TimeOfDay, full_year
from wireroom.common.dates.zones import read_zone

_LONG = re.compile(
    r"((?:19|20)\d{2})(0[1-9]|1[0-2])([0-3]\d)(?:[t ]?([01]\d|2[0-4])([0-5]\d)([0-5]\d)?(?:\.\d{1,9})?)?"
    r"(?P<zone> ?(?:z|[+-]\d{2}:?\d{2}))?"
)
_SHORT = re.compile(r"(\d{2})(0[1-9]|1[0-2])([0-3]\d)[t ](\d{2}):?(\d{2}):?(\d{2})")


def read(text: str, hints: Hints) -> Result:
    """The year must be of this century or the last: other long numbers are Unix times or no dates."""
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
