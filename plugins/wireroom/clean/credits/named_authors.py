"""Remove lines near the head that say nothing but who wrote the text, where that is known already.

A line that is only a name (`Jane Roe`, below the headline or the picture) does not look like a byline: it can
be told from a subheading only if the author is known from the feed or the page's head.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Final

from wireroom.clean.blocks import Block
from wireroom.clean.credits.datelines import is_date_line, is_place, labels
from wireroom.common.tables import rows
from wireroom.common.text.byline_hands import NAMING, without_pictures, words_of_kind
from wireroom.common.text.joining_words import AND, PARTICLES, PLACE_PARTICLES, one_of

_NEAR: Final = 8  # blocks of text: headline, standfirst, caption, byline, day
_LONGEST_LINE: Final = 160  # characters of a line
_A_NAME: Final = 5  # letters and digits; a shorter name may be an everyday word
_SEPARATOR = re.compile(r"\s*[|·•\n]\s*|\s[—–]\s")
_AND_CHANGED = re.compile(r",\s(?=[^\W\d_])")  # `Publié le 11 mai 2026 à 18h30, modifié le 12 mai 2026`
_READING_TIME = re.compile(
    r"[^\d\n]{0,30}\d{1,2}[\s-]?(?:min|мин|мін|分|분|dk|λεπτ|دقي|دقا|דק)[^\d\n]{0,20}", re.IGNORECASE
)
_BESIDE_NAMES = re.compile(r"\s?(?:,(?!\s(?:19|20)\d\d)|[|()·•\n]|\s[–—-]\s)\s*")  # not in `Nov 20, 2026`
_OF: Final = PARTICLES | PLACE_PARTICLES | {"at", "bei", "for", "in", "à"}  # what a role is for, or where
_CAPITAL: Final = r"(?-i:[^\W\d_a-zß-ÿа-я])[\w.'’-]*"
_DASH = re.compile(r"\s[–—-]\s")
_BETWEEN = re.compile(rf"(?:[\s\0,;/&、，·]|\b(?:{one_of(AND)})\b)*", re.IGNORECASE)


def without_known_names(blocks: list[Block], names: Sequence[str]) -> list[Block]:
    """`names` as metadata has them; a first name or login alone may be a word of the text.

    A name in the last line is a signature, and one that is repeated says who speaks: both stay.
    """
    known = sorted({name for name in names if _is_whole(name)}, key=len, reverse=True)
    if not known:
        return blocks
    gone = set[int]()
    said = Counter(block.text for block in blocks)
    near = [place for place, block in enumerate(blocks) if block.text][:-1][:_NEAR]
    for before, place in zip((None, *near), near, strict=False):
        text = blocks[place].text
        is_line = _is_line(blocks[place]) and said[text] == 1
        if is_line and (
            _only_names(text, known)
            or _is_byline(text, known)
            or (before in gone and _tells_place_and_day(text))
        ):
            gone.add(place)
    return [block for place, block in enumerate(blocks) if place not in gone]


def _is_whole(name: str) -> bool:
    return (len(name) >= _A_NAME and " " in name.strip()) or (not name.isascii() and len(name) > 1)


def _is_line(block: Block) -> bool:
    return block.tag in {"p", ""} and not block.path and len(block.text) <= _LONGEST_LINE


def _only_names(line: str, known: Sequence[str]) -> bool:
    """Whether each part of the line is such names, a day or a reading time, and at least one is a name.

    But who made the pictures, of whom metadata says nothing.
    """
    parts = [part for part in _SEPARATOR.split(without_pictures(line.strip())) if part]
    named = [_names(part, known) for part in parts]
    others = [part for is_name, part in zip(named, parts, strict=True) if not is_name]
    return any(named) and all(_READING_TIME.fullmatch(part) or _tells_days(part) for part in others)


def _tells_days(part: str) -> bool:
    return is_date_line(part) or all(map(is_date_line, _AND_CHANGED.split(part)))


def _names(part: str, known: Sequence[str]) -> bool:
    before, mark, after = _parted(part, known)
    return bool(mark and _BETWEEN.fullmatch(after) and (not before.strip() or _lead().fullmatch(before)))


def _is_byline(line: str, known: Sequence[str]) -> bool:
    """`By Jane Roe, Harbour Correspondent | @janeroe`: behind lead and names only what a byline tells.

    `Author Jane Roe wins the Harbour Prize`, `By Jane Roe’s own account` are of the text.
    """
    before, mark, after = _parted(line, known)
    if not (mark and before.strip() and _lead().fullmatch(before)):
        return False
    joined, *beside = _BESIDE_NAMES.split(after)
    names_end = _BETWEEN.fullmatch(joined) is not None or _tells_days(joined.strip())
    return names_end and all(_beside_a_name().fullmatch(part) or _tells_days(part) for part in beside if part)


def _parted(part: str, known: Sequence[str]) -> tuple[str, str, str]:
    """What stands before the first of the names, a mark for it, and what behind; no mark for no name."""
    rest, folded = part, _folded(part)
    for name in known:
        if (
            _folded(name) not in folded
        ):  # a pattern takes a thousand times as long, and a feed may name thousands
            continue
        rest = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "\0", rest, flags=re.IGNORECASE)
    return rest.partition("\0")


def _folded(text: str) -> str:
    """Fold case as patterns that ignore it do: for them a dotless i is an i."""
    return text.casefold().replace("ı", "i")


def _tells_place_and_day(line: str) -> bool:
    """`20 November 2026`; `Madrid - 14 may 2026 - 15:05 CEST`."""
    place, *day = _DASH.split(line)
    return is_date_line(line) or bool(day and is_place(place) and is_date_line(" ".join(day)))


@cache
def _beside_a_name() -> re.Pattern[str]:
    """A role (`Harbour Correspondent`, `editor of the Quay Post`), an account, who translated it."""
    role = rf"(?:[\w’'-]+\s){{0,4}}(?:{words_of_kind('role')})(?:\s(?:{one_of(_OF)})(?:\s[\w’'-]+){{1,4}})?"
    hands = rf"(?:{words_of_kind('hands')}){NAMING}(?:{_CAPITAL}\s?){{1,4}}"
    return re.compile(rf"{role}|{hands}|@\w{{1,30}}|[\w.+-]+@[\w-]+\.[\w.-]+", re.IGNORECASE)


@cache
def _lead() -> re.Pattern[str]:
    """A known label before authors: `By`, `Propos recueillis par`, `Redaktor:`.

    Any other label may credit a picture (`Kuva:`, `撮影：`) or belong to the text (`Hamlet:`).
    """
    of_pages = (row[1] for row in rows("wireroom.common", "byline_words.tsv") if row[0] == "lead")
    return re.compile(rf"(?:{labels('by')}|{'|'.join(of_pages)})\s?[:：]?\s?", re.IGNORECASE)
