"""A day of the solar Hijri (Jalali) calendar in, the Gregorian day out, or None where it has no such day.

The rule of 33 years with 8 leap years among them, which agrees with the astronomical calendar of Iran from
1178 to 1633 (1799 to 2255).
"""

from __future__ import annotations

from datetime import date
from typing import Final

FIRST_YEAR: Final = 1178
LAST_YEAR: Final = 1633
_KNOWN_YEAR: Final = 1404
_KNOWN_START: Final = date(2025, 3, 21).toordinal()  # of that year
_LONG_MONTHS: Final = 6  # of 31 days; the others have 30, the last one 29 in a common year


def jalali_day(year: int, month: int, day: int) -> date | None:
    """`1404, 8, 25` → 16 November 2025."""
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12 and 1 <= day <= _length(year, month)):
        return None
    days_before = 30 * (month - 1) + min(month - 1, _LONG_MONTHS)
    leap_days = _leap_years_before(year) - _leap_years_before(_KNOWN_YEAR)
    start = _KNOWN_START + 365 * (year - _KNOWN_YEAR) + leap_days
    return date.fromordinal(start + days_before + day - 1)


def _length(year: int, month: int) -> int:
    if month <= _LONG_MONTHS:
        return 31
    is_leap = _leap_years_before(year + 1) > _leap_years_before(year)
    return 30 if month < 12 or is_leap else 29


def _leap_years_before(year: int) -> int:
    return (8 * year + 21) // 33
