"""Tokens in; what they mean together out: weekdays, months, numbers, a clock, a zone; or why they mean nothing."""

from __future__ import annotations

from dataclasses import dataclass, field

from wireroom.normalize.dates.halves import on_24_hours
from wireroom.normalize.dates.names import HALF, MONTH, WEEKDAY, Meanings, lexicon, meanings, prefix_meanings
from wireroom.normalize.dates.tokens import Kind, Token
from wireroom.normalize.dates.written import Clock, Hints, Refused, Zone
from wireroom.normalize.dates.zones import read_zone

_MONTH_MARKS = frozenset({"thang", "thg"})  # Vietnamese: the number that follows is the month
_CLOCK_WORDS = {"midnight": Clock(0, 0), "noon": Clock(12, 0), "midday": Clock(12, 0)}


@dataclass(frozen=True, slots=True)
class Word:
    """A word that names a month, a weekday, or (`mar`) either, and its place among words and numbers."""

    month: Meanings
    weekday: Meanings
    place: int


@dataclass(slots=True)
class Sight:
    """Everything seen in one date; filled by `see`."""

    words: list[Word] = field(default_factory=list)
    numbers: list[tuple[str, int]] = field(default_factory=list)  # digits and place
    triple: tuple[str, ...] = ()
    pair: str = ""
    clock: tuple[str, ...] = ()
    named_clock: Clock | None = None
    dotted: tuple[str, ...] = ()
    afternoon: bool | None = None
    zone_text: str = ""
    month_next: bool = False
    month_number: int | None = None


def see(tokens: list[Token], hints: Hints) -> Sight | Refused:
    """Every token must have a meaning: one word nobody knows and the whole is refused."""
    sight = Sight()
    at = 0
    while at < len(tokens):
        used = _SEERS[tokens[at].kind](sight, tokens, at, hints)
        if used == 0:
            return Refused(f"not understood: {tokens[at].text[:40]}")
        at += used
    return sight


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


def _see_clock(sight: Sight, tokens: list[Token], at: int, hints: Hints) -> int:
    if sight.clock or sight.named_clock or (tokens[at].glued and tokens[at - 1].kind is Kind.WORD):
        return 0  # a second time, or one glued to a word (`CDT16:09:54`)
    sight.clock = tokens[at].groups
    return 1


def _see_dotted(sight: Sight, tokens: list[Token], at: int, hints: Hints) -> int:
    if sight.dotted or sight.clock:
        return 0
    sight.dotted = tokens[at].groups
    return 1


def _see_triple(sight: Sight, tokens: list[Token], at: int, hints: Hints) -> int:
    if sight.triple:
        return 0
    sight.triple = tokens[at].groups
    return 1


def _see_pair(sight: Sight, tokens: list[Token], at: int, hints: Hints) -> int:
    if sight.pair:
        return 0
    sight.pair = tokens[at].text
    return 1


def _see_offset(sight: Sight, tokens: list[Token], at: int, hints: Hints) -> int:
    token = tokens[at]
    if sight.clock or sight.dotted:
        glue = "" if token.glued and sight.zone_text else " "
        sight.zone_text = f"{sight.zone_text}{glue}{token.text}".strip()
        return 1
    if token.text.startswith("-") and token.text[1:].isdigit():  # 15-jan-18: a dash, no minus
        sight.numbers.append((token.text[1:], at))
        return 1
    return 1 if token.glued and tokens[at - 1].kind is Kind.TRIPLE else 0  # 2020-07-20+08:00 is that day


def _see_zone(sight: Sight, tokens: list[Token], at: int, hints: Hints) -> int:
    if not (sight.clock or sight.dotted):
        return 0
    sight.zone_text = f"{sight.zone_text} {tokens[at].text}".strip()
    return 1


def _see_number(sight: Sight, tokens: list[Token], at: int, hints: Hints) -> int:
    token = tokens[at]
    half = _half(tokens, at + 1)
    if half and not sight.clock and len(token.text) <= 2:  # 5pm
        sight.clock, sight.afternoon = (token.text,), half[0]
        return 1 + half[1]
    if sight.month_next:
        sight.month_next, sight.month_number = False, int(token.text[:9])
        return 1
    sight.numbers.append((token.text, at))
    return 1


def _see_year(sight: Sight, tokens: list[Token], at: int, hints: Hints) -> int:
    sight.numbers.append((f"'{tokens[at].groups[0]}", at))
    return 1


def _see_comment(sight: Sight, tokens: list[Token], at: int, hints: Hints) -> int:
    inner = tokens[at].text.strip("() ").replace(".", "")
    if sight.zone_text[-1:].isdigit():  # an offset stands before it: `-0700 (Pacific Daylight Time)`
        return 1
    if (sight.clock or sight.dotted) and read_zone(inner, hints):
        sight.zone_text = f"{sight.zone_text} {inner}".strip()
        return 1
    return 1 if meanings(WEEKDAY, inner) else 0


def _see_word(sight: Sight, tokens: list[Token], at: int, hints: Hints) -> int:
    if (sight.clock or sight.dotted) and sight.afternoon is None and (half := _half(tokens, at)):
        sight.afternoon = half[0]
        return half[1]
    for length in range(min(lexicon().longest, len(tokens) - at), 0, -1):
        word = _joined(tokens, at, length)
        if word and (month := meanings(MONTH, word)) | (weekday := meanings(WEEKDAY, word)):
            sight.words.append(Word(month, weekday, at))
            return length
    return _see_other_word(sight, tokens, at, hints)


def _see_other_word(sight: Sight, tokens: list[Token], at: int, hints: Hints) -> int:
    word = _joined(tokens, at, 1)
    if word in _CLOCK_WORDS and not sight.clock:
        sight.named_clock = _CLOCK_WORDS[word]
        return 1
    if word in _MONTH_MARKS:
        sight.month_next = True
        return 1
    if tokens[at].glued and tokens[at - 1].kind is Kind.NUMBER and word in lexicon().ordinals:
        return 1
    if (sight.clock or sight.dotted) and read_zone(word, hints):
        sight.zone_text = f"{sight.zone_text} {word}".strip()
        return 1
    if word in lexicon().fillers:
        return 1
    if month := prefix_meanings(word):
        sight.words.append(Word(month, {}, at))
        return 1
    return 0


def _joined(tokens: list[Token], at: int, length: int) -> str:
    run = tokens[at : at + length]
    whole = all(token.kind is Kind.WORD for token in run)
    return " ".join(token.text.replace(".", "") for token in run) if whole else ""


def _half(tokens: list[Token], at: int) -> tuple[bool, int] | None:
    """A half of the day written at `at`: afternoon or not, and in how many words."""
    for length in (2, 1):
        word = _joined(tokens, at, length) if at + length <= len(tokens) else ""
        if word and (found := meanings(HALF, word)) and len(found) == 1:
            return next(iter(found)) == 12, length
    return None


_SEERS = {
    Kind.CLOCK: _see_clock,
    Kind.DOTTED: _see_dotted,
    Kind.TRIPLE: _see_triple,
    Kind.PAIR: _see_pair,
    Kind.OFFSET: _see_offset,
    Kind.ZONE: _see_zone,
    Kind.NUMBER: _see_number,
    Kind.YEAR: _see_year,
    Kind.COMMENT: _see_comment,
    Kind.WORD: _see_word,
}
