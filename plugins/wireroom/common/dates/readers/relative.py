"""`3 hours ago`, `vor 3 Stunden`, `2小时前`, `yesterday, 9:15`: told from now; for text, never for feeds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, timedelta
from functools import lru_cache

from wireroom.common.dates.date_lexicon import fold, lexicon
from wireroom.common.dates.parsed_date import (
    Hints,
    Instant,
    ParsedDate,
    RefusedForm,
    Result,
    TimeOfDay,
    on_24_hours,
)
from wireroom.common.dates.zones import zone_named
from wireroom.common.tables import rows

_UNITS = {
    "second": timedelta(seconds=1),
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
}
_CLOCK = re.compile(r"(?<!\d)(\d{1,2})[:.h](\d{2})(?: ?(?:([ap])\.?m\.?|uhr|h|hs|uur))?")


@dataclass(frozen=True, slots=True)
class _Table:
    now: frozenset[str]
    days: dict[str, int]  # `yesterday` → 1
    before: frozenset[str]
    after: frozenset[str]
    units: dict[str, str]
    counted: re.Pattern[str]


def read(text: str, hints: Hints) -> Result:
    """A count, a unit and a word for the past; or a word for a day, and a time. Months are too coarse."""
    table = _table()
    if text in table.now:
        return Instant(hints.now, "told from now")
    if text in table.days:
        return _day(table.days[text], None, hints)
    if clock := _CLOCK.search(text):
        return _at_a_time(text[: clock.start()], clock, hints) if clock.end() == len(text) else None
    found = table.counted.fullmatch(text)
    if found is None or not (found["before"] in table.before or found["after"].strip(" .") in table.after):
        return None
    unit = table.units[found["unit"]]
    count = int(found["count"]) if found["count"].strip().isdigit() else 1
    if unit in ("day", "week"):
        return _day(count * _UNITS[unit].days, None, hints)
    return Instant(hints.now - count * _UNITS[unit], "told from now")


def _at_a_time(before: str, clock: re.Match[str], hints: Hints) -> Result:
    """`yesterday at 9:15`: what stands between the two is a mark or says nothing."""
    words = before.replace(",", " ").rstrip(" |-").split()
    while len(words) > 1 and words[-1].strip(".") in lexicon().fillers:
        words.pop()
    ago = _table().days.get(" ".join(words))
    hour = on_24_hours(int(clock[1]), clock[3] == "p" if clock[3] else None)
    if ago is None or hour is None:
        return None
    return _day(ago, TimeOfDay(hour, int(clock[2])), hints)


def _day(ago: int, clock: TimeOfDay | None, hints: Hints) -> Result:
    """So many days before today where the clock hangs; a time that is still to come is refused."""
    now = hints.now.astimezone(zone_named(hints.timezone) or UTC)
    if ago == 0 and clock and clock[:2] > (now.hour, now.minute):
        return RefusedForm("future: a time of today that is still to come")
    day = now - timedelta(days=ago)
    return ParsedDate(day.year, day.month, day.day, clock, note="told from now")


@lru_cache(maxsize=1)
def _table() -> _Table:
    listed = [
        (kind, [fold(word) for word in words.split("|")])
        for kind, words in rows("wireroom.common.dates", "relative.tsv")
    ]
    units = {word: kind for kind, words in listed if kind in _UNITS for word in words}
    longest_first = "|".join(sorted(map(re.escape, units), key=len, reverse=True))
    of = {
        kind: frozenset(word for name, words in listed if name == kind for word in words)
        for kind, _ in listed
    }
    one = "|".join(map(re.escape, sorted(of["one"])))
    return _Table(
        now=of["now"],
        days={word: int(kind[-1]) for kind, words in listed if kind.startswith("day-") for word in words},
        before=of["before"],
        after=of["after"],
        units=units,
        counted=re.compile(
            rf"(?P<before>\D{{0,20}}?) ?(?P<count>\d{{1,4}} ?|\b(?:{one}) )(?P<unit>{longest_first})"
            r"(?P<after>\D{0,20})"
        ),
    )
