"""An entry in; how long its longest text is, pictures written into it apart, out."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from wireroom.models import Entry, Markup

MOST: Final = (
    2_000_000  # characters of markup; the longest novels have as many, and 100 MB are enough for them
)
_PICTURE = re.compile(r"data:[\w.+/-]{1,100};base64,[A-Za-z0-9+/=]++")


def text_size(entry: Entry) -> int:
    """In characters of markup; exact only above MOST."""
    return max(map(_size, _texts(entry)), default=0)


def shortened(entry: Entry, most: int) -> Entry:
    """With at most `most` characters of each text."""
    content, summary, title = (
        replace(text, value=text.value[:most]) if text else None
        for text in (entry.content, entry.summary, entry.title)
    )
    return replace(entry, content=content, summary=summary, title=title)


def _texts(entry: Entry) -> list[str]:
    texts: tuple[Markup | None, ...] = (entry.content, entry.summary, entry.title)
    return [text.value for text in texts if text]


def _size(text: str) -> int:
    if len(text) <= MOST:
        return len(text)
    return len(text) - sum(found.end() - found.start() for found in _PICTURE.finditer(text))
