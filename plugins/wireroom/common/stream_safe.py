"""Text in, the same without towers of combining marks out: what may be normalised in linear time."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_MOST_MARKS: Final = 30  # on one letter (UAX 15 §13, stream-safe text): no script writes more
_TOWER = re.compile(rb"[^\0]{%d,}" % (_MOST_MARKS + 1))


def stream_safe(text: str) -> str:
    """Drop marks beyond the thirtieth on one letter: to normalise takes the square of their number."""
    if text.isascii() or not any(map(unicodedata.combining, text[:: _MOST_MARKS + 1])):
        return text  # a longer run has a mark at one of these places
    classes = bytes(map(unicodedata.combining, text))
    kept: list[str] = []
    place = 0
    for tower in _TOWER.finditer(classes):
        kept.append(text[place : tower.start() + _MOST_MARKS])
        place = tower.end()
    return "".join((*kept, text[place:]))
