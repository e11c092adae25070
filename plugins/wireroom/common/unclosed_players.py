"""Close players that markup never closes, right where they begin.

No parser knows these elements, so an open one holds whatever comes after it, up to the rest of an article.
What holds something, a fallback or the quoted post, is closed and stays as it is.
"""

from __future__ import annotations

import re
from typing import Final

_MARKS: Final = ("<amp-", "<oembed", "<lite-", "<youtube-embed")  # looked for first: few bodies have any
_NAMES: Final = (
    "oembed|amp-(?:img|anim|audio|dailymotion|facebook|iframe|instagram|twitter|video|video-iframe|vimeo|youtube)"
    "|lite-vimeo|lite-youtube|youtube-embed"
)
_OPENING = re.compile(rf"<({_NAMES})(?=[\s>])[^<>]{{0,4000}}(?<!/)>", re.IGNORECASE)
_CLOSING = re.compile(rf"</({_NAMES})\s*>", re.IGNORECASE)


def with_closed_players(markup: str) -> str:
    """`markup`, in which each such player that no closing tag of its name follows has one at once."""
    if not any(mark in markup for mark in _MARKS):
        return markup
    last = {closing[1].lower(): closing.start() for closing in _CLOSING.finditer(markup)}

    def settled(opening: re.Match[str]) -> str:
        name = opening[1].lower()
        is_closed = opening.start() < last.get(name, -1)
        return opening[0] if is_closed else f"{opening[0]}</{name}>"

    return _OPENING.sub(settled, markup)
