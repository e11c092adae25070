"""What was seen in a date, token by token in; its clock and its zone out."""

from __future__ import annotations

from dataclasses import dataclass, field

from wireroom.common.dates.halves import on_24_hours
from wireroom.common.dates.names import Meanings
from wireroom.common.dates.written import Clock, Hints, Refused, Zone
from wireroom.common.dates.zones import read_zone


@dataclass(frozen=True, slots=True)
class Word:
    """A word that names a month, a weekday, or (`mar`) either, and its place among words and numbers."""

    month: Meanings
    weekday: Meanings
    place: int
    after_clock: str = ""  # the word itself, where it may have been meant for a zone


@dataclass(slots=True)
class Sight:
    """Everything seen in one date; filled by `see`, judged by nobody yet."""

    words: list[Word] = field(default_factory=list)
    numbers: list[tuple[str, int]] = field(default_factory=list)  # digits and place
    triple: tuple[str, ...] = ()
    pair: str = ""
    clock: tuple[str, ...] = ()
    named_clock: Clock | None = None
    dotted: tuple[str, ...] = ()
    afternoon: bool | None = None
    zone_text: str = ""
    signs: list[frozenset[str]] = field(default_factory=list)  # languages of the words that say nothing
    month_next: bool = False
    month_number: int | None = None


def clock_of(sight: Sight) -> Clock | Refused | None:
    """The time of day, halves applied. `13.12` is a time where the date is complete without it."""
    parts = sight.clock or sight.dotted
    if not parts:
        return sight.named_clock
    hour = on_24_hours(int(parts[0]), sight.afternoon)
    if hour is None:
        return Refused(f"impossible: no hour {parts[0]} in half a day")
    second = int(parts[2]) if len(parts) > 2 else None
    return Clock(hour, int(parts[1]) if len(parts) > 1 else 0, second)


def zone_of(sight: Sight, hints: Hints) -> Zone | Refused | None:
    """The zone, from all its parts: `gmt+0000`, `pst-0700`, `+0300 msk`."""
    if not sight.zone_text:
        return None
    return read_zone(sight.zone_text, hints) or Refused(f"unknown zone: {sight.zone_text[:40]}")
