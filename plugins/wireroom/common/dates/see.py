"""Tokens in; what they mean together out, or the first that means nothing."""

from __future__ import annotations

from wireroom.common.dates.names import WEEKDAY, lexicon, meanings
from wireroom.common.dates.see_word import half_at, see_word
from wireroom.common.dates.sight import Sight
from wireroom.common.dates.tokens import Kind, Token
from wireroom.common.dates.written import Hints, Refused
from wireroom.common.dates.zones import read_zone


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
    groups = tokens[at].groups
    after_date = sight.triple or any(word.month for word in sight.words)
    if after_date and not sight.clock and groups[-1] == "." and all(len(part) <= 2 for part in groups[:3]):
        sight.clock = groups[:3]  # 5. januar 2026 09.15.30
        return 1
    if sight.triple:
        return 0
    sight.triple = groups
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
    if token.glued and tokens[at - 1].kind is Kind.WORD and not _ends_in_name(sight, at):
        return 0
    half = half_at(tokens, at + 1, hints.language)
    if half and not sight.clock and len(token.text) <= 2:  # 5pm
        sight.clock, sight.afternoon = (token.text,), half[0]
        return 1 + half[1]
    if sight.month_next:
        sight.month_next, sight.month_number = False, int(token.text[:9])
        return 1
    sight.numbers.append((token.text, at))
    return 1


def _ends_in_name(sight: Sight, at: int) -> bool:
    return sight.month_next or any(word.place == at - 1 for word in sight.words)


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
    return 1 if meanings(WEEKDAY, inner) or inner in lexicon().fillers else 0


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
    Kind.WORD: see_word,
}
