"""Interpret the tokens of a date together, or give the first that means nothing.

Each kind of token has a function that writes what it means into the components and returns how many tokens
it took; none means that nobody knows the token here.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from wireroom.common.dates.date_lexicon import (
    MERIDIEM,
    MONTH,
    WEEKDAY,
    Meanings,
    lexicon,
    meanings,
    prefix_meanings,
)
from wireroom.common.dates.freeform.tokens import Kind, Token
from wireroom.common.dates.parsed_date import Hints, RefusedForm, TimeOfDay, Zone, on_24_hours
from wireroom.common.dates.zones import read_zone

_MONTH_MARKS = frozenset({"thang", "thg"})  # Vietnamese: the number that follows is the month
# a last letter may be a military zone, which RFC 822 got wrong
_MILITARY = frozenset("abcdefgiklmnopqrstuvwxy")
_HOURS = "h"  # `7:05 h` in Spanish; elsewhere a Monday in Hungarian
_AGAINST = " v "  # `3 v 2025`: May by its Roman number, in English a match
_WORDS_OF_ZONE = 4  # central european standard time
_CLOCK_WORDS = {"midnight": TimeOfDay(0, 0), "noon": TimeOfDay(12, 0), "midday": TimeOfDay(12, 0)}


@dataclass(frozen=True, slots=True)
class Word:
    """A word that names a month, a weekday, or (`mar`) either, and its place among words and numbers."""

    month: Meanings
    weekday: Meanings
    place: int
    after_clock: str = ""  # the word itself, where it may have been meant for a zone
    without_day: frozenset[str] = frozenset()  # languages in which this form has no day before it
    name: str = ""  # of a month, as written


@dataclass(slots=True)
class Components:
    """Everything seen in one date; filled by `interpret`, judged by nobody yet."""

    words: list[Word] = field(default_factory=list)
    numbers: list[tuple[str, int]] = field(default_factory=list)  # digits and place
    triple: tuple[str, ...] = ()
    pair: str = ""
    clock: tuple[str, ...] = ()
    named_clock: TimeOfDay | None = None
    dotted: tuple[str, ...] = ()
    afternoon: bool | None = None
    zone_text: str = ""
    signs: list[frozenset[str]] = field(default_factory=list)  # languages of the words that say nothing
    month_next: bool = False
    month_number: int | None = None


def clock_of(parts: Components) -> TimeOfDay | RefusedForm | None:
    """The time of day, the meridiem applied. `13.12` is a time where the date is complete without it."""
    written = parts.clock or parts.dotted
    if not written:
        return parts.named_clock
    hour = on_24_hours(int(written[0]), parts.afternoon)
    if hour is None:
        return RefusedForm(f"impossible: no hour {written[0]} in half a day")
    second = int(written[2]) if len(written) > 2 else None
    return TimeOfDay(hour, int(written[1]) if len(written) > 1 else 0, second)


def zone_of(parts: Components, hints: Hints) -> Zone | RefusedForm | None:
    """The zone, from all its parts: `gmt+0000`, `pst-0700`, `+0300 msk`."""
    if not parts.zone_text:
        return None
    return read_zone(parts.zone_text, hints) or RefusedForm(f"unknown zone: {parts.zone_text[:40]}")


def interpret(tokens: list[Token], hints: Hints) -> Components | RefusedForm:
    """Every token must have a meaning: one word nobody knows and the whole is refused."""
    parts = Components()
    at = 0
    while at < len(tokens):
        used = _TAKERS[tokens[at].kind](parts, tokens, at, hints)
        if used == 0:
            return RefusedForm(f"not understood: {tokens[at].text[:40]}")
        at += used
    return parts


def _take_clock(parts: Components, tokens: list[Token], at: int, hints: Hints) -> int:
    if parts.clock or parts.named_clock or (tokens[at].glued and tokens[at - 1].kind is Kind.WORD):
        return 0  # a second time, or one glued to a word (`CDT16:09:54`)
    parts.clock = tokens[at].groups
    return 1


def _take_dotted(parts: Components, tokens: list[Token], at: int, hints: Hints) -> int:
    if parts.dotted or parts.clock:
        return 0
    parts.dotted = tokens[at].groups
    return 1


def _take_triple(parts: Components, tokens: list[Token], at: int, hints: Hints) -> int:
    groups = tokens[at].groups
    after_date = parts.triple or any(word.month for word in parts.words)
    if after_date and not parts.clock and groups[-1] == "." and all(len(part) <= 2 for part in groups[:3]):
        parts.clock = groups[:3]  # 5. januar 2026 09.15.30
        return 1
    if parts.triple or (_AGAINST in tokens[at].text and hints.language == "en"):
        return 0
    parts.triple = groups
    return 1


def _take_pair(parts: Components, tokens: list[Token], at: int, hints: Hints) -> int:
    if parts.pair:
        return 0
    parts.pair = tokens[at].text
    return 1


def _take_offset(parts: Components, tokens: list[Token], at: int, hints: Hints) -> int:
    token = tokens[at]
    if parts.clock or parts.dotted:
        glue = "" if token.glued and parts.zone_text else " "
        parts.zone_text = f"{parts.zone_text}{glue}{token.text}".strip()
        return 1
    if token.text.startswith("-") and token.text[1:].isdigit():  # 15-jan-18: a dash, no minus
        parts.numbers.append((token.text[1:], at))
        return 1
    return 1 if token.glued and tokens[at - 1].kind is Kind.TRIPLE else 0  # 2020-07-20+08:00 is that day


def _take_zone(parts: Components, tokens: list[Token], at: int, hints: Hints) -> int:
    if not (parts.clock or parts.dotted):
        return 0
    parts.zone_text = f"{parts.zone_text} {tokens[at].text}".strip()
    return 1


def _take_number(parts: Components, tokens: list[Token], at: int, hints: Hints) -> int:
    token = tokens[at]
    if token.glued and tokens[at - 1].kind is Kind.WORD and not _ends_in_name(parts, at):
        return 0
    meridiem = meridiem_at(tokens, at + 1, hints.language)
    if meridiem and not parts.clock and len(token.text) <= 2 and not _clock_at(tokens, at + 1 + meridiem[1]):
        parts.clock, parts.afternoon = (token.text,), meridiem[0]  # 5pm, but not `20. du. 7:30`
        return 1 + meridiem[1]
    if parts.month_next:
        parts.month_next, parts.month_number = False, int(token.text[:9])
        return 1
    parts.numbers.append((token.text, at))
    return 1


def _clock_at(tokens: list[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].kind is Kind.CLOCK


def _ends_in_name(parts: Components, at: int) -> bool:
    return parts.month_next or any(word.place == at - 1 for word in parts.words)


def _take_year(parts: Components, tokens: list[Token], at: int, hints: Hints) -> int:
    parts.numbers.append((f"'{tokens[at].groups[0]}", at))
    return 1


def _take_comment(parts: Components, tokens: list[Token], at: int, hints: Hints) -> int:
    inner = tokens[at].text.strip("() ").replace(".", "")
    if parts.zone_text[-1:].isdigit():  # an offset stands before it: `-0700 (Pacific Daylight Time)`
        return 1
    if (parts.clock or parts.dotted) and read_zone(inner, hints):
        parts.zone_text = f"{parts.zone_text} {inner}".strip()
        return 1
    if meanings(WEEKDAY, inner) or inner in lexicon().fillers:
        return 1
    if (month := meanings(MONTH, inner)) and any(word.month for word in parts.words):
        parts.words.append(Word(month, {}, at, name=inner))  # its other name: `نوفمبر (تشرين الثاني)`
        return 1
    return 0


def _take_word(parts: Components, tokens: list[Token], at: int, hints: Hints) -> int:
    """A meridiem beside a clock first, then names in up to three words, then everything else."""
    near_clock = parts.clock or parts.dotted or _clock_at(tokens, at + 1)
    meridiem = meridiem_at(tokens, at, hints.language) if near_clock and parts.afternoon is None else None
    if meridiem:
        parts.signs.append(meridiem[2])
        parts.afternoon = meridiem[0]
        return meridiem[1]
    if tokens[at].text == _HOURS and (parts.clock or parts.dotted):
        return 1
    if words := _zone_after_clock(parts, tokens, at, hints):
        return words
    for length in range(min(lexicon().longest, len(tokens) - at), 0, -1):
        word = _joined(tokens, at, length)
        if word and (month := meanings(MONTH, word)) | (weekday := meanings(WEEKDAY, word)):
            alone = lexicon().without_day.get(word, frozenset())
            parts.words.append(Word(month, weekday, at, word if parts.clock else "", alone, word))
            return length
    return _take_other_word(parts, tokens, at, hints)


def _zone_after_clock(parts: Components, tokens: list[Token], at: int, hints: Hints) -> int:
    """`10:00 pm pt`, `10:00 eastern daylight time`: here a zone outranks names in other languages."""
    if not (parts.clock or parts.dotted):
        return 0
    for length in range(min(_WORDS_OF_ZONE, len(tokens) - at), 0, -1):
        word = _joined(tokens, at, length)
        if word and read_zone(word, hints) and not _is_name_here(parts, word, hints):
            parts.zone_text = f"{parts.zone_text} {word}".strip()
            return length
    return 0


def _is_name_here(parts: Components, word: str, hints: Hints) -> bool:
    """`pt` is Friday in Polish, `ct` Thursday in Czech: where the feed or the month's name is."""
    named = meanings(WEEKDAY, word) | meanings(MONTH, word)
    languages = frozenset[str]().union(*named.values())
    beside = [frozenset[str]().union(*(seen.month | seen.weekday).values()) for seen in parts.words]
    if any(not languages & others for others in beside):
        return False
    return hints.language in languages or any("en" not in others for others in beside)


def _take_other_word(parts: Components, tokens: list[Token], at: int, hints: Hints) -> int:
    word = _joined(tokens, at, 1)
    if word in _CLOCK_WORDS and not parts.clock:
        parts.named_clock = _CLOCK_WORDS[word]
        return 1
    if word in _MONTH_MARKS:
        parts.month_next = True
        return 1
    if tokens[at].glued and tokens[at - 1].kind is Kind.NUMBER and word in lexicon().ordinals:
        return 1
    if word in lexicon().fillers:
        parts.signs.append(lexicon().fillers[word])
        alone = len(word) == 1 and word in _MILITARY and at == len(tokens) - 1 and bool(parts.clock)
        return 0 if alone else 1
    if month := prefix_meanings(word, hints.language):
        parts.words.append(Word(month, {}, at, name=word))
        return 1
    return 0


def _joined(tokens: list[Token], at: int, length: int) -> str:
    run = tokens[at : at + length]
    whole = all(token.kind is Kind.WORD for token in run)
    return " ".join(token.text.replace(".", "") for token in run) if whole else ""


def meridiem_at(tokens: list[Token], at: int, language: str) -> tuple[bool, int, frozenset[str]] | None:
    """A half of the day written at `at`: afternoon or not, in how many words and whose."""
    for length in (2, 1):
        word = _joined(tokens, at, length) if at + length <= len(tokens) else ""
        found = meanings(MERIDIEM, word) if word else {}
        if len(found) == 1 and (word not in _CLOCK_WORDS or _twelve_at(tokens, at)):
            value, languages = next(iter(found.items()))
            before_clock = _clock_at(tokens, at + length)
            # `de` is the forenoon in Hungarian and `of` in French, `sa` a half in Vietnamese and a German day
            taken = word in lexicon().fillers or meanings(WEEKDAY, word)
            if before_clock or languages & {"en", language} or not taken:
                return value == 12, length, languages
    return None


def _twelve_at(tokens: list[Token], at: int) -> bool:
    """Whether a twelve stands before or behind `noon`: no other hour is told by it."""
    beside = (*tokens[max(0, at - 1) : at], *tokens[at + 1 : at + 2])
    return any((token.groups or (token.text,))[0] == "12" for token in beside)


_TAKERS = {
    Kind.CLOCK: _take_clock,
    Kind.DOTTED: _take_dotted,
    Kind.TRIPLE: _take_triple,
    Kind.PAIR: _take_pair,
    Kind.OFFSET: _take_offset,
    Kind.ZONE: _take_zone,
    Kind.NUMBER: _take_number,
    Kind.YEAR: _take_year,
    Kind.COMMENT: _take_comment,
    Kind.WORD: _take_word,
}
