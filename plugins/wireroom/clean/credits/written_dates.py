"""A date as people and platforms write it in, its ISO day and its place in the text out."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from wireroom.clean.lexicon import rows

MONTHS: Final = {
    name.casefold(): int(number)
    for number, _, names in reversed(rows("months.tsv"))
    for name in names.split("|")
}
_MONTH: Final = "|".join(sorted(map(re.escape, MONTHS), key=len, reverse=True))
# In this order: 7 February 2022 (7 de febrero de 2022, 7. Februar 2022), February 7, 2022,
# 2022年2月7日 and 2022년 2월 7일, 2022-02-07. Orders of bare numbers that could be either are not read.
PATTERN: Final = (
    rf"(?:(?<!\d)(?P<d1>\d{{1,2}})(?:\.|er|st|nd|rd|th|º|ª|-?го)?\s{{0,3}}(?:de\s+|d[’']\s?|of\s+)?"
    rf"(?P<m1>{_MONTH})\.?,?\s{{0,3}}(?:de\s+|del\s+|di\s+)?(?P<y1>\d{{4}})(?!\d)"
    rf"|(?<!\w)(?P<m2>{_MONTH})\.?\s{{0,3}}(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s{{1,3}}(?P<y2>\d{{4}})(?!\d)"
    r"|(?<!\d)(?P<y3>\d{4})\s?[年년]\s?(?P<m3>\d{1,2})\s?[月월]\s?(?P<d3>\d{1,2})\s?[日일]"
    r"|(?<!\d)(?P<y4>\d{4})[-/](?P<m4>\d{2})[-/](?P<d4>\d{2})(?!\d))"
)
_DATE = re.compile(PATTERN, re.IGNORECASE)


def find_date(text: str) -> tuple[str, int, int] | None:
    """The first date in `text`: ISO 8601 day, start and end; None where there is none that exists."""
    for match in _DATE.finditer(text):
        day = iso_day(match)
        if day:
            return day, match.start(), match.end()
    return None


def iso_day(match: re.Match[str]) -> str | None:
    """The ISO 8601 day of a match of `PATTERN`, None where the calendar has no such day."""
    for form in "1234":
        if match[f"y{form}"]:
            month = match[f"m{form}"]
            number = MONTHS.get(month.casefold()) or (int(month) if month.isdecimal() else 0)
            try:
                return date(int(match[f"y{form}"]), number, int(match[f"d{form}"])).isoformat()
            except ValueError:
                return None
    return None
