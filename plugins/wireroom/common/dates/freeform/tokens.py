"""Split a folded date into tokens; None as soon as a character can be in no date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto


class Kind(Enum):
    """What a token looks like; what it means depends on its neighbours."""

    TRIPLE = auto()  # 03/31/2014, 31.III.2014
    PAIR = auto()  # 05/2014: a month of a year
    CLOCK = auto()
    DOTTED = auto()  # 13.12: a clock, if the date is complete without it
    OFFSET = auto()
    ZONE = auto()  # europe/brussels
    NUMBER = auto()
    YEAR = auto()  # '70
    WORD = auto()
    COMMENT = auto()  # (cest)


@dataclass(frozen=True, slots=True)
class Token:
    """A token and whether it touches the one before it."""

    kind: Kind
    text: str
    glued: bool
    groups: tuple[str, ...] = ()


_W = r"[^\s\d!-/:-@\[-`{-~،、。؛·•—]"  # a letter or a sign on one (`\w` leaves out Indic vowels)
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_LOOKALIKES = str.maketrans("іх", "ix")  # Cyrillic letters on the left
_MONTH = "|".join(sorted(_ROMAN, key=len, reverse=True)).replace("i", "[iі]").replace("x", "[xх]")
_ONE = r"[iіxх]\s"  # between blanks these are `and` in Polish, `times`
_TOKEN = re.compile(
    rf"""
      (?P<comment> \((?!\d{{2}}:\d{{2}}(?::\d{{2}})?\)$)[^()]{{1,60}}\) )
    | (?P<skip> \s+ | m=[+-]\d+\.\d+$ | t(?=\d) | _(?=\d)
        | \((?=\d{{2}}:\d{{2}}(?::\d{{2}})?\)$) | (?<=:\d\d)\)$ )
    | (?P<triple> (?P<a>\d{{1,4}})
        (?: \s?(?P<sep>[-/.])\s? (?P<b>\d{{1,2}}) \s?(?P=sep)\s? (?P<c>\d{{4}}|\d{{1,2}})
          | :(?P<b2>\d{{1,2}}):(?P<c2>\d{{4}}) ) (?!\d) )
    | (?P<roman> (?P<rd>\d{{1,2}}) (?:(?P<rs>[-/])|\.\s?|\s(?!{_ONE})) (?P<rm>{_MONTH})
        (?:(?P=rs)|\.\s?|\s) (?P<ry>\d{{4}}) (?!\d) )
    | (?P<roman2> (?P<ry2>\d{{4}}) (?:(?P<rs2>[-/])|\.\s?) (?P<rm2>{_MONTH})
        (?:(?P=rs2)|\.\s?) (?P<rd2>\d{{1,2}}) (?!\d|:\d) )  # with its dots: `20. mája 2025 v 12 hod`
    | (?P<exif> (?P<y>\d{{4}}):(?P<m>\d{{1,2}}):(?P<d>\d{{1,2}})(?![\d:]) )
    | (?P<clock> (?P<ch>\d{{1,2}}) : (?P<cm>\d{{1,2}})
        (?: :(?P<cs>\d{{1,2}}) (?:[.,]\d{{1,12}}|:\d{{3,9}})? )? (?!\d|:\d) )
    | (?P<hclock> (?P<hh>\d{{1,2}})\s?h
        (?: \s?(?P<hm>\d{{2}}) (?: \s?(?:min|m) (?: \s?(?P<hs>\d{{2}})\s?s )? )? )? (?!{_W}|\d) )
    | (?P<pair> \d{{4}}[-/.]\d{{1,2}} (?![\d]) | \d{{1,2}}[-/.]\d{{4}} (?!\d) )
    | (?P<dotted> (?P<dh>\d{{1,2}})\.(?P<dm>\d{{2}}) (?!\d|\.\d) )
    | (?P<offset> [+-]\d{{1,2}}(?::?\d{{2}}(?::00)?)?(?![\d:]) )
    | (?P<year> '(?P<yy>\d{{2}})(?!\d) )
    | (?P<number> \d+ )
    | (?P<zone> (?:est5edt | cst6cdt | mst7mdt | pst8pdt
          | [a-z]+(?:/[a-z_]+(?:-[a-z]+)*)+(?:[+-]\d{{1,2}})?) (?!{_W}|\d) )
    | (?:[dl]')?(?P<word> {_W}+(?:\.{_W}+)*(?:'{_W}+)? ) (?:'(?=\s))?
    | (?P<mark> [,;.|@/\[\]،、·•—؛-] | :(?=:?\s?\d{{1,2}}:) | :(?=\s) )
    """,
    re.VERBOSE,
)
_MOST = 24  # tokens in a date that means well


def tokens_of(text: str) -> list[Token] | None:
    """Take a folded text apart, left to right; time is linear in its length."""
    found: list[Token] = []
    at, end_of_last = 0, -1
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None or len(found) > _MOST:
            return None
        made = _token(match, glued=at == end_of_last)
        at = match.end()
        if made:
            found.append(made)
            end_of_last = at
    return found


def _token(match: re.Match[str], *, glued: bool) -> Token | None:
    shape = _SHAPES.get(match.lastgroup or "")
    if shape is None:  # blanks and marks
        return None
    kind, parts = shape
    groups = tuple(match[part] for part in parts if match[part] is not None)
    if parts[:1] in (("ry",), ("ry2",)):
        groups = (groups[0], str(_ROMAN.index(groups[1].translate(_LOOKALIKES)) + 1), groups[2], "-")
    return Token(kind, match[match.lastgroup or 0], glued, groups)


# the outermost named group of an alternative → what it is, and its parts
_SHAPES: dict[str, tuple[Kind, tuple[str, ...]]] = {
    "comment": (Kind.COMMENT, ()),
    "triple": (Kind.TRIPLE, ("a", "b", "b2", "c", "c2", "sep")),
    "roman": (Kind.TRIPLE, ("ry", "rm", "rd")),
    "roman2": (Kind.TRIPLE, ("ry2", "rm2", "rd2")),
    "exif": (Kind.TRIPLE, ("y", "m", "d")),
    "clock": (Kind.CLOCK, ("ch", "cm", "cs")),
    "hclock": (Kind.CLOCK, ("hh", "hm", "hs")),
    "pair": (Kind.PAIR, ()),
    "dotted": (Kind.DOTTED, ("dh", "dm")),
    "offset": (Kind.OFFSET, ()),
    "year": (Kind.YEAR, ("yy",)),
    "number": (Kind.NUMBER, ()),
    "zone": (Kind.ZONE, ()),
    "word": (Kind.WORD, ()),
}
