"""`3 hours ago`, `vor 3 Stunden`, `2小时前`, `yesterday`: told from now; for text, never for feeds."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import lru_cache

from wireroom.normalize.dates.facts import fact_lines
from wireroom.normalize.dates.fold import fold
from wireroom.normalize.dates.written import Hints, Moment, Result

_UNITS = {
    "second": timedelta(seconds=1),
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
}
_COUNTED = re.compile(r"(?P<before>\D*?)\s*(?P<count>\d{1,4})\s*(?P<unit>[^\s\d]+)\s*(?P<after>\D*)")


def read(text: str, hints: Hints) -> Result:
    """A count, a unit and a word for the past; or one word (`yesterday`). Months are too coarse."""
    words, before, after, units = _table()
    if text in words:
        return Moment(hints.now - timedelta(days=words[text]), "told from now", day_only=True)
    found = _COUNTED.fullmatch(text)
    if found is None or found["unit"].strip(".") not in units:
        return None
    if not (found["before"].strip() in before or found["after"].strip(" .") in after):
        return None
    unit = units[found["unit"].strip(".")]
    at = hints.now - int(found["count"]) * _UNITS[unit]
    return Moment(at, "told from now", day_only=unit in ("day", "week"))


@lru_cache(maxsize=1)
def _table() -> tuple[dict[str, int], frozenset[str], frozenset[str], dict[str, str]]:
    rows = [line.split("\t") for line in fact_lines("relative.tsv")]
    listed = [(kind, [fold(word) for word in words.split("|")]) for kind, words in rows]
    return (
        {word: int(kind[-1]) for kind, words in listed if kind.startswith("day-") for word in words},
        frozenset(word for kind, words in listed if kind == "before" for word in words),
        frozenset(word for kind, words in listed if kind == "after" for word in words),
        {word: kind for kind, words in listed if kind in _UNITS for word in words},
    )
