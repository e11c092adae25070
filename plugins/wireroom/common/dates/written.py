"""What a reader reads: the numbers of a date as written, before anybody judges them.

Named tuples, for every date of every feed makes three of them: a frozen dataclass takes four times as long.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import NamedTuple


class Clock(NamedTuple):
    """A time of day as written; `second` None where none was."""

    hour: int
    minute: int
    second: int | None = None


class Zone(NamedTuple):
    """A zone as written and what it was taken for; `note` says so where the name has several meanings."""

    tz: tzinfo
    note: str = ""


class Written(NamedTuple):
    """A date as written. The numbers may be impossible: `settle` refuses them, no reader repairs them."""

    year: int
    month: int | None = None  # None: only a year
    day: int | None = None  # None: only a month
    clock: Clock | None = None
    zone: Zone | None = None
    note: str = ""  # what the reader assumed


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant that was written as a number of seconds (Unix time) or relative to now."""

    at: datetime  # UTC
    note: str = ""
    day_only: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """A reader knows the form and will not read it; `reason` goes to the note of the reading."""

    reason: str


Result = Written | Moment | Refused | None  # None: not mine


@dataclass(frozen=True, slots=True)
class Hints:
    """What the caller knows: read only where the text itself leaves a choice."""

    now: datetime
    language: str = ""  # primary subtag, lower case: `en`
    country: str = ""  # ISO 3166-1 alpha-2, lower case
    timezone: str = ""  # IANA name
    day_first: bool | None = None
    places: frozenset[str] = field(default_factory=frozenset)  # country and language
