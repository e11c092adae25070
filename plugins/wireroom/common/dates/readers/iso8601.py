"""ISO 8601, RFC 3339, W3C-DTF, their truncations and errors: year, month, day in numbers."""

from __future__ import annotations

import re
from datetime import date

from wireroom.common.dates.parsed_date import Hints, ParsedDate, RefusedForm, Result, TimeOfDay, full_year
from wireroom.common.dates.zones import read_zone

_DATE_TIME = re.compile(
    r"(?P<year>\d{4})(?P<sep>[-/.]?)(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})"
    r"(?:(?: ?t ?| |, ?)(?P<hour>\d{1,2}):(?P<minute>\d{1,2})"
    r"(?::(?P<second>\d{1,2})(?:[.,]\d{1,12}|:\d{3,9})?)?"
    r"(?P<zone>(?: ?[+-]|[ (]).*| ?z)?)?"
)
_HOUR = re.compile(r"(\d{4})-(\d{2})-(\d{2})t(\d{2})(z|[+-]\d{2}(?::?\d{2})?)?")
_MONTH = re.compile(r"(\d{4})[-./](\d{1,2})")
_YEAR = re.compile(r"\d{4}")
_ORDINAL = re.compile(r"(\d{4})-?(\d{3})")
_WEEK = re.compile(r"(\d{4})-?w(\d{2})-?(\d)")
_TRUNCATED = re.compile(r"-(\d{2})-?(\d{2})")  # ISO 8601:1988 without the century: -03-12
# A template that lost its values (picofeed): the day is good, the time never was.
_TEMPLATE = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})t(?:hh|%h):(?:mm|\d{2}|%m)(?::(?:ss|%s))?(?:z|[+-]\d{2}:?\d{2})?"
)


def read(text: str, hints: Hints) -> Result:
    """Digits with separators only; the time may have one-digit parts and a fraction after `.`, `,` or `:`."""
    if found := _DATE_TIME.fullmatch(text):
        return _date_time(found, hints)
    if found := _MONTH.fullmatch(text):
        return ParsedDate(int(found[1]), int(found[2]))
    if _YEAR.fullmatch(text):
        return ParsedDate(int(text))
    return _rare(text, hints)


def _date_time(found: re.Match[str], hints: Hints) -> Result:
    year, separator, month, day, hour, minute, second, zone_text = found.groups()
    if not separator and len(month + day) < 4:
        return None
    zone_text = (zone_text or "").strip()
    if zone_text.endswith(("am", "pm", "a.m.", "p.m.")):
        return None  # `read_freeform` knows a meridiem
    zone = read_zone(zone_text, hints) if zone_text else None
    if zone_text and zone is None:
        return None
    clock = TimeOfDay(int(hour), int(minute), int(second) if second else None) if hour else None
    return ParsedDate(int(year), int(month), int(day), clock, zone)


def _rare(text: str, hints: Hints) -> Result:
    if found := _ORDINAL.fullmatch(text):
        return _of_ordinal(int(found[1]), int(found[2]))
    if found := _WEEK.fullmatch(text):
        try:
            day = date.fromisocalendar(*(int(group) for group in found.groups()))
        except ValueError:
            return RefusedForm("impossible: no such week or day of a week")
        return ParsedDate(day.year, day.month, day.day)
    if found := _TRUNCATED.fullmatch(text):
        year, note = full_year(found[1], hints)
        return ParsedDate(year, int(found[2]), note=note)
    if found := _HOUR.fullmatch(text):
        clock = TimeOfDay(int(found[4]), 0)
        return ParsedDate(
            int(found[1]), int(found[2]), int(found[3]), clock, read_zone(found[5] or "", hints)
        )
    if found := _TEMPLATE.fullmatch(text):
        return ParsedDate(
            int(found[1]), int(found[2]), int(found[3]), note="the time is an unfilled template"
        )
    return None


def _of_ordinal(year: int, day_of_year: int) -> Result:
    try:
        day = date.fromordinal(date(year, 1, 1).toordinal() + day_of_year - 1)
    except (ValueError, OverflowError):
        return RefusedForm("impossible: no such day of a year")
    if day.year != year or day_of_year == 0:
        return RefusedForm("impossible: no such day of a year")
    return ParsedDate(day.year, day.month, day.day)
