"""Words among tokens in; months, weekdays, halves of a day, zones and fillers seen out.

Each function returns how many tokens it took; none means that nobody knows the word.
"""

from __future__ import annotations

from wireroom.common.dates.names import HALF, MONTH, WEEKDAY, lexicon, meanings, prefix_meanings
from wireroom.common.dates.sight import Sight, Word
from wireroom.common.dates.tokens import Kind, Token
from wireroom.common.dates.written import Clock, Hints
from wireroom.common.dates.zones import read_zone

_MONTH_MARKS = frozenset({"thang", "thg"})  # Vietnamese: the number that follows is the month
# a last letter may be a military zone, which RFC 822 got wrong
_MILITARY = frozenset("abcdefgiklmnopqrstuvwxy")
_WORDS_OF_ZONE = 4  # central european standard time
_CLOCK_WORDS = {"midnight": Clock(0, 0), "noon": Clock(12, 0), "midday": Clock(12, 0)}


def see_word(sight: Sight, tokens: list[Token], at: int, hints: Hints) -> int:
    """Halves beside a clock first, then names in up to three words, then everything else."""
    near_clock = sight.clock or sight.dotted or (at + 1 < len(tokens) and tokens[at + 1].kind is Kind.CLOCK)
    half = half_at(tokens, at, hints.language) if near_clock and sight.afternoon is None else None
    if half:
        sight.signs.append(half[2])
        sight.afternoon = half[0]
        return half[1]
    if words := _zone_after_clock(sight, tokens, at, hints):
        return words
    for length in range(min(lexicon().longest, len(tokens) - at), 0, -1):
        word = _joined(tokens, at, length)
        if word and (month := meanings(MONTH, word)) | (weekday := meanings(WEEKDAY, word)):
            sight.words.append(Word(month, weekday, at, word if sight.clock else ""))
            return length
    return _see_other_word(sight, tokens, at, hints)


def _zone_after_clock(sight: Sight, tokens: list[Token], at: int, hints: Hints) -> int:
    """`10:00 pm pt`, `10:00 eastern daylight time`: here a zone outranks names in other languages."""
    if not (sight.clock or sight.dotted):
        return 0
    for length in range(min(_WORDS_OF_ZONE, len(tokens) - at), 0, -1):
        word = _joined(tokens, at, length)
        if word and read_zone(word, hints) and not _is_name_here(sight, word, hints):
            sight.zone_text = f"{sight.zone_text} {word}".strip()
            return length
    return 0


def _is_name_here(sight: Sight, word: str, hints: Hints) -> bool:
    """`pt` is Friday in Polish, `ct` Thursday in Czech: where the feed or the month's name is."""
    named = meanings(WEEKDAY, word) | meanings(MONTH, word)
    languages = frozenset[str]().union(*named.values())
    beside = [frozenset[str]().union(*(seen.month | seen.weekday).values()) for seen in sight.words]
    if any(not languages & others for others in beside):
        return False
    return hints.language in languages or any("en" not in others for others in beside)


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
    if word in lexicon().fillers:
        sight.signs.append(lexicon().fillers[word])
        alone = len(word) == 1 and word in _MILITARY and at == len(tokens) - 1 and bool(sight.clock)
        return 0 if alone else 1
    if month := prefix_meanings(word):
        sight.words.append(Word(month, {}, at))
        return 1
    return 0


def _joined(tokens: list[Token], at: int, length: int) -> str:
    run = tokens[at : at + length]
    whole = all(token.kind is Kind.WORD for token in run)
    return " ".join(token.text.replace(".", "") for token in run) if whole else ""


def half_at(tokens: list[Token], at: int, language: str) -> tuple[bool, int, frozenset[str]] | None:
    """A half of the day written at `at`: afternoon or not, in how many words and whose."""
    for length in (2, 1):
        word = _joined(tokens, at, length) if at + length <= len(tokens) else ""
        found = meanings(HALF, word) if word else {}
        if len(found) == 1:
            value, languages = next(iter(found.items()))
            before_clock = at + length < len(tokens) and tokens[at + length].kind is Kind.CLOCK
            # `de` is the forenoon in Hungarian and `of` in French, `sa` a half in Vietnamese and a German day
            taken = word in lexicon().fillers or meanings(WEEKDAY, word)
            if before_clock or languages & {"en", language} or not taken:
                return value == 12, length, languages
    return None
