"""What a reader reads: the numbers of a date as written, before anybody judges them.

Named tuples, for every date of every feed makes three of them: a frozen dataclass takes four times as long.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from typing import NamedTuple

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)  # where clocks of computers begin


class TimeOfDay(NamedTuple):
    """A time of day as written; `second` None where none was."""

    hour: int
    minute: int
    second: int | None = None


class Zone(NamedTuple):
    """A zone as written and what it was taken for; `note` says so where the name has several meanings."""

    tz: tzinfo
    note: str = ""


class ParsedDate(NamedTuple):
    """A date as written. The numbers may be impossible: `validate` refuses them, no reader repairs them."""

    year: int
    month: int | None = None  # None: only a year
    day: int | None = None  # None: only a month
    clock: TimeOfDay | None = None
    zone: Zone | None = None
    note: str = ""  # what the reader assumed


@dataclass(frozen=True, slots=True)
class Instant:
    """An instant that was written as a number of seconds (Unix time) or relative to now."""

    at: datetime  # UTC
    note: str = ""


@dataclass(frozen=True, slots=True)
class RefusedForm:
    """A reader knows the form and will not read it; `reason` goes to the note of the reading."""

    reason: str


Result = ParsedDate | Instant | RefusedForm | None  # None: not mine


@dataclass(frozen=True, slots=True)
class Hints:
    """What the caller knows: read only where the text itself leaves a choice."""

    now: datetime
    language: str = ""  # primary subtag, lower case: `en`
    country: str = ""  # ISO 3166-1 alpha-2, lower case
    timezone: str = ""  # IANA name
    day_first: bool | None = None
    places: frozenset[str] = field(default_factory=frozenset)  # country and language
    persian_digits: bool = False  # `۱۳۹۸`, which a folded text no longer shows


def full_year(text: str, hints: Hints) -> tuple[int, str]:
    """`26` → 2026, `70` → 1970: the latest year that ends so and is not past next year. Also a note on it.

    feedparser#114, #96: a two-digit year gave the years 200 and 300.
    """
    year = int(text)
    if len(text) != 2:
        return year, ""
    century = hints.now.year // 100 * 100
    year += century if century + year <= hints.now.year + 1 else century - 100
    return year, f"year written as {text}"


def on_24_hours(hour: int, afternoon: bool | None) -> int | None:
    """`afternoon` None: no half was written. `12 am` is midnight; careless `15 pm` is 15."""
    if afternoon is None or 12 < hour <= 24:
        return hour
    if hour > 24:
        return None
    return hour % 12 + (12 if afternoon else 0)
