"""RFC 822, 2822, 850 and asctime dates in English, as nearly all feeds write them: the fast road."""

from __future__ import annotations

import re

from wireroom.common.dates.parsed_date import Hints, ParsedDate, Result, TimeOfDay, full_year
from wireroom.common.dates.zones import read_zone

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?"
_CLOCK = r"(?P<hour>\d{1,2}):(?P<minute>\d{1,2})(?::(?P<second>\d{1,2})(?:\.\d{1,9})?)?"
_FORMS = (
    # Thu, 01 Jan 2004 19:48:21 GMT · 2 September 2019 20:00:00 +0000 · Sunday, 06-Nov-94 08:49:37 GMT
    re.compile(
        rf"(?:{_WEEKDAY}\.? ?,? ?)?(?P<day>\d{{1,2}})[ -]{_MONTH}[ -](?P<year>\d{{4}}|\d{{2}}),? {_CLOCK}"
        r"(?P<zone>(?: ?[+-]|[ (]).*| ?z)?"
    ),
    # Sun Jan  4 16:29:06 PST 2004 · Thu Aug 30 2012 17:26:16 +0200 is left to `read_freeform`
    re.compile(
        rf"(?:{_WEEKDAY}\.? ?,? ?)?{_MONTH} (?P<day>\d{{1,2}}) {_CLOCK}"
        r"(?P<zone> [a-z]{2,5})? (?P<year>\d{4})"
    ),
)
_PARTS = ("year", "month", "day", "hour", "minute", "second", "zone")


def read(text: str, hints: Hints) -> Result:
    """A zone that is not known is left to the readers that can say so."""
    for form in _FORMS:
        found = form.fullmatch(text)
        if found is None:
            continue
        year_written, month, day, hour, minute, second, written_zone = found.group(*_PARTS)
        written_zone = (written_zone or "").strip()
        zone = read_zone(written_zone, hints) if written_zone else None
        if written_zone and zone is None:
            return None
        year, note = full_year(year_written, hints)
        clock = TimeOfDay(int(hour), int(minute), int(second) if second else None)
        return ParsedDate(year, MONTHS.index(month[:3]) + 1, int(day), clock, zone, note)
    return None
