"""Damaged XML in; the fields out whose markup is HTML that nobody escaped and that does not close.

A `<br>` or `<p>` that stays open would take the end of its field for its own, and the entries after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_FIELD = re.compile(
    r"<(description|summary|content:encoded|content)(?=[\s>])(?![^<>]{0,300}xhtml)[^<>]{0,300}(?<!/)>"
)
_ENTRY = re.compile(r"</?(?:item|entry)[\s>]")
_TAG = re.compile(r"<(/?)([A-Za-z][\w:-]{0,40})(?:[\s/][^<>]{0,2000})?(?<!/)>")


def loose_fields(text: str) -> Iterator[tuple[int, int]]:
    """Where the markup of each such field begins and ends, in order. Looks through `text` once."""
    closes: dict[str, int] = {}  # the next end of each name: looked for once, not at every opening
    entry = at = 0
    while field := _FIELD.search(text, at):
        at = field.end()
        end = f"</{field[1]}>"
        if 0 <= closes.get(end, 0) < at:
            closes[end] = text.find(end, at)
        if entry < at:
            found = _ENTRY.search(text, at)
            entry = found.start() if found else len(text)
        close = closes[end]
        if close < 0 or entry < close:
            continue  # nobody closed the field itself
        if not _is_balanced(text, at, close):
            yield at, close
        at = close


def _is_balanced(text: str, start: int, end: int) -> bool:
    opened: list[str] = []
    for tag in _TAG.finditer(text, start, end):
        if not tag[1]:
            opened.append(tag[2])
        elif not opened or opened.pop() != tag[2]:
            return False
    return not opened
