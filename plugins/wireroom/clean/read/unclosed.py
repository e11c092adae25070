"""Markup in which an element that swallows what is in it was left open in, markup without that opening out.

`The page had an empty <title>, which …` speaks of the element: parsers would take the rest for its content.
"""

from __future__ import annotations

import re
from typing import Final

_NAMES: Final = (
    "title|textarea|iframe|noscript|noembed|noframes|button|select|nav|dialog|template|script|style"
)
_OPENING = re.compile(rf"<({_NAMES})(\s[^<>]{{0,4000}})?/?>", re.IGNORECASE)
_CLOSING = re.compile(rf"</({_NAMES})\b", re.IGNORECASE)
_CODE = re.compile(r"[{}=;]|\(\)|//|/\*")
_AHEAD: Final = 300  # characters after an opening that tell code from prose


def without_unclosed(markup: str) -> str:
    """A frame and a script with an address end where they begin, for they hold nothing.

    A script or style of its own code, cut off by a limit, stays open and takes its code along.
    """
    if _OPENING.search(markup) is None:
        return markup
    last = {closing[1].lower(): closing.start() for closing in _CLOSING.finditer(markup)}

    def settled(opening: re.Match[str]) -> str:
        name = opening[1].lower()
        if opening.start() < last.get(name, -1):
            return opening[0]
        if name == "iframe" or (name == "script" and "src" in (opening[2] or "").lower()):
            return f"{opening[0]}</{name}>"
        if name in {"script", "style"}:
            return opening[0] if _is_code(markup, opening) else ""
        return ""

    return _OPENING.sub(settled, markup)


def _is_code(markup: str, opening: re.Match[str]) -> bool:
    ahead = markup[opening.end() : opening.end() + _AHEAD]
    return bool(opening[2]) or _CODE.search(ahead.partition("<")[0]) is not None
