"""What is known of a feed in; the zone of its clocks, and whether it writes the day before the month, out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from wireroom.common.dates.date_lexicon import fold
from wireroom.common.tables import rows

_NUMBERS = re.compile(r"(?<![\d./-])(\d{1,2}) ?([-/.: ]) ?(\d{1,2}) ?\2 ?\d{4}(?!\d)")
_LAST_MONTH = 12
_LONGEST_DATE = 120


def home_zone(country: str | None, language: str | None) -> str | None:
    """The IANA zone by which nearly everybody in `country` (ISO 3166) lives, else who writes `language`.

    None for countries of several zones (us, ca, mx, br, au, ru, id) whatever is written there, and for
    languages of several (en, es, fr, pt, ru, ar). A language's region tells nothing: content systems
    write `en-GB`, `fr-FR` and `es-ES` of themselves.
    """
    if country:
        return _zones(1).get(country.lower())
    return _zones(2).get((language or "").lower().replace("_", "-").partition("-")[0])


@lru_cache(maxsize=2)
def _zones(column: int) -> dict[str, str]:
    table = rows("wireroom.common.dates", "home_zones.tsv")
    return {code: row[0] for row in table for code in row[column].split() if code != "-"}


def learn_day_first(texts: Iterable[str]) -> bool | None:
    """True from `23/11/2026`, False from `11/23/2026`; None where nothing tells or dates contradict.

    Only dates with a full year count: `26/11/23` could begin with the year. Ask it once per feed and keep the
    answer: a feed with twelve entries of early December teaches nothing.
    """
    seen: set[bool] = set()
    for text in texts:
        found = _NUMBERS.search(fold(text[:_LONGEST_DATE])) if isinstance(text, str) else None
        if found is None:
            continue
        first, second = int(found[1]), int(found[3])
        if (first > _LAST_MONTH) != (second > _LAST_MONTH):
            seen.add(first > _LAST_MONTH)
    return seen.pop() if len(seen) == 1 else None
