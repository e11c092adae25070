"""A `style` attribute in; whether it keeps its element from being seen out."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_LONGEST: Final = 500  # characters that are read
_PLAINLY = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_NONE: Final = r"\s*:\s*(?:0+(?:\.0+)?|\.0+)(?:px|r?em|%|pt)?\s*(?:!\s*important\s*)?(?:;|$)"
_LIFTED_OUT = re.compile(r"(?<![\w-])position\s*:\s*(?:absolute|fixed)", re.IGNORECASE)
# Round numbers: a slide of a gallery waits as far beside the one that is shown as that is wide (`-1920px`).
_FAR_AWAY = re.compile(
    r"(?<![\w-])(?:left|top|right|text-indent)\s*:\s*-(?:(?:9{3,6}|[1-9]0{3,5}|\d{5,6})(?:\.\d+)?px|\d{3,6}r?em)",
    re.IGNORECASE,
)
_CLIPPED = re.compile(
    r"(?<![\w-])clip\s*:\s*rect\(\s*[01](?:px)?(?:[\s,]+[01](?:px)?){3}\s*\)"
    r"|(?<![\w-])clip-path\s*:\s*inset\(\s*(?:50|100)%\s*\)",
    re.IGNORECASE,
)
# A box that is only folded (`max-height:0`) opens at a click, and one of no height around a player gets it
# from its padding: what letters say in the inbox alone is made small, narrow or without colour as well.
_FOLDED = re.compile(rf"(?<![\w-])max-height{_NONE}", re.IGNORECASE)
_UNREADABLE = re.compile(
    rf"(?<![\w-])(?:max-width|font-size|line-height){_NONE}"
    r"|(?<![\w-])(?:font-size|line-height)\s*:\s*1px|(?<![\w-])color\s*:\s*transparent",
    re.IGNORECASE,
)
_WITHOUT_SIZE = re.compile(rf"(?<![\w-])font-size{_NONE}", re.IGNORECASE)


@lru_cache(maxsize=2048)  # a body repeats its few styles
def is_hidden_by(style: str) -> bool:
    """Whether an element of this style is not shown: not at all, far outside of the page, or clipped away."""
    style = style[:_LONGEST]
    if _PLAINLY.search(style):
        return True
    if _LIFTED_OUT.search(style) and (_FAR_AWAY.search(style) or _CLIPPED.search(style)):
        return True
    return _FOLDED.search(style) is not None and _UNREADABLE.search(style) is not None


def hides_words(style: str) -> bool:
    """Whether words right in it have no size; elements in it may have their own (columns of letters)."""
    return "font-size" in style[:_LONGEST].lower() and _WITHOUT_SIZE.search(style[:_LONGEST]) is not None
