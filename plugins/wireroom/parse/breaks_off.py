"""Judge whether the text of a damaged feed ends in the middle of its last entry.

the last entry or the feed is closed behind it                       ─▶ whole
the text ends in a tag, a section, a comment or a field that is open ─▶ cut off: half a link is another link
it ends behind a field, as other entries do, or there are no others  ─▶ whole: a publisher who never closes it
it ends behind a field that no other entry ends with                 ─▶ cut off: more was to come

Linear time.
"""

from __future__ import annotations

import re
from collections import Counter

from wireroom.common.sniff import root_name

_PREFIX = r"(?:[\w.-]{1,20}:)?"
_NAME = r"[A-Za-z_][\w:.-]{0,60}"
_VERBATIM = r"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)"
_HOMES = "channel|rss|rdf|feed|urlset"
_TAG = re.compile(rf"{_VERBATIM}|<(/?)({_NAME})(?=[\s/>])[^<>]*?(/?)>|<[^<>]*\Z", re.DOTALL)


def breaks_off(text: str) -> bool:
    """Whether `text`, mended as far as it can be, ends before all of its last entry had come."""
    names = "url" if root_name(text) == "urlset" else "item|entry"
    mark = re.compile(
        rf"{_VERBATIM}|<{_PREFIX}(?P<opens>{names})(?=[\s>])[^<>]*(?<!/)>"
        rf"|</{_PREFIX}(?P<closes>{names}|{_HOMES})\s*>",
        re.DOTALL | re.IGNORECASE,
    )
    first = last = None
    is_open = False
    for found in mark.finditer(text):
        if found["opens"]:
            first, last, is_open = first or found, found, True
        elif found["closes"]:
            is_open = False
    if first is None or last is None or not is_open:
        return False
    field = _field_behind_which_it_ends(text, last.end())
    if field is None:
        return True
    others = _last_fields(text, first.end(), last.end(), names)
    return bool(field and others) and field not in others


def without_half_tag(text: str) -> tuple[str, str]:
    """`text` without the tag in which it ends, if any, and that tag: half an attribute says nothing."""
    at = text.rfind("<")
    return (text, "") if at < 0 or ">" in text[at:] else (text[:at], text[at:])


def _field_behind_which_it_ends(text: str, start: int) -> str | None:
    """The last field of the entry that begins at `start`; empty in its own end tag, None within anything."""
    opened: list[str] = []
    count: Counter[str] = Counter()
    last, end = "", start
    for tag in _TAG.finditer(text, start):
        closes, name, is_empty = tag.groups()
        end = tag.end()
        if name is None:
            if tag[0].endswith(("-->", "]]>")):
                continue
            return "" if tag[0].startswith("</") and not opened else None
        if not closes and not is_empty:
            opened.append(name)
            count[name] += 1
        while closes and count[name]:  # what stays open in a field ends with it
            inner = opened.pop()
            count[inner] -= 1
            if inner == name:
                break
        if not opened:
            last = name
    return None if opened or text[end:].strip() or not last else last


def _last_fields(text: str, start: int, end: int, names: str) -> set[str]:
    """The names of the fields that the other entries, from `start` to `end`, end with."""
    behind = re.compile(
        rf"<(?:/({_NAME})\s*|({_NAME})(?=[\s/])[^<>]*/)>\s*</?{_PREFIX}(?:{names})[\s/>]", re.IGNORECASE
    )
    return {found[1] or found[2] for found in behind.finditer(text, start, end)}
