"""The words before an agency in; whether they are a dateline's place, or what its initials stand for, out."""

from __future__ import annotations

import re
from typing import Final

_PIECES = re.compile(r"[,.–—-]\s*")
_WORDS = re.compile(r"[^\W\d_]+")
_PARTICLES: Final = frozenset(
    {"de", "del", "di", "da", "do", "la", "le", "el", "der", "am", "an", "of", "the", "y", "i"}
)
_MOST: Final = 4  # words of a place: `San Miguel de Allende`


def is_place(written: str) -> bool:
    """`Москва`, `New York`, `Roma, 23 nov.`, `LONDON, United Kingdom` and nothing are; prose is not."""
    first, *others = _PIECES.split(written.strip())
    return _is_named(first) and all(_is_named(other) or _has_digit(other) for other in others[:1])


def _is_named(words: str) -> bool:
    names = [word for word in words.split() if word.casefold() not in _PARTICLES and not _has_digit(word)]
    day = _has_digit(words)  # `Praha 23. listopadu`
    return len(names) <= _MOST and all(not word[0].islower() or day for word in names)


def _has_digit(words: str) -> bool:
    return any(character.isdigit() for character in words)


def spells(written: str, initials: str) -> bool:
    """Whether the words before a bracket are what it shortens: `Unified Payments Interface (UPI)`."""
    if len(initials) < 2 or not initials.isupper():
        return False
    words = _WORDS.findall(written)
    every = "".join(word[0] for word in words).upper()
    named = "".join(word[0] for word in words if word[0].isupper())
    return every.endswith(initials) or named.endswith(initials)
