"""Unix time in seconds, milliseconds, microseconds or nanoseconds."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from wireroom.common.dates.parsed_date import Hints, Instant, RefusedForm, Result

_NUMBER = re.compile(  # the second form is .NET's JSON
    r"@?(\d{9,19})(?:\.\d{1,9})?|\\?/date\((?P<ticks>\d{12,13})(?:[+-]\d{4})?\)\\?/"
)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# .NET's DateTime.MaxValue and the instant after it, in seconds and smaller units, on any clock of the world.
# As milliseconds, 253402300800 would be a day of 1978.
_LAST_DAY = range(253_402_300_800 - 38 * 3600, 253_402_300_800 + 15 * 3600)
_LAST_DAY_LENGTHS = frozenset({12, 15, 18})
_UNITS = ((9, 10, 1), (12, 13, 10**3), (15, 16, 10**6), (18, 19, 10**9))  # digits from, to; ticks a second


def read(text: str, hints: Hints) -> Result:
    """Nine digits are 1973 to 2001, ten reach 2286; numbers of other lengths are no times."""
    found = _NUMBER.fullmatch(text)
    if found is None:
        return None
    digits = found[1] or found["ticks"]
    if len(digits) in _LAST_DAY_LENGTHS and int(digits[:12]) in _LAST_DAY:
        return RefusedForm("absurd: the end of the year 9999 stands for a missing date")
    for fewest, most, ticks in _UNITS:
        if fewest <= len(digits) <= most:
            return Instant(_EPOCH + timedelta(seconds=int(digits) // ticks), "Unix time")
    return None
