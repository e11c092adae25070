"""Find where a field of an entry ends that damaged XML never closes: where the next one begins.

Between two tags of one name each character is looked at once for it, so the time is linear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_TEXT_FIELDS = (
    "title|link|guid|id|pubDate|description|published|updated|summary|dc:creator|dc:date|category"
    "|content|content:encoded|loc|lastmod"
)
_NEXT_FIELD = (
    rf"(?=<(?:{_TEXT_FIELDS}|author|enclosure|source|comments)[\s>]|</(?:item|entry|url)>"
    r"|<(?P<prefix>[A-Za-z]\w{0,20}:)[A-Za-z])"
)
_LEFT_OPEN = re.compile(
    rf"<({_TEXT_FIELDS}|source(?=\s+url=))(?:\s[^<>]{{0,300}}(?<!/))?>[^<]*+{_NEXT_FIELD}"
)
_FIELD_FOLLOWS = re.compile(rf"\s{{0,200}}{_NEXT_FIELD}")
_WITH_SECTIONS = frozenset({*_TEXT_FIELDS.split("|"), "author"})
# These may have elements in them, and any field those of another vocabulary: then its own end tells.
_MAY_HOLD = frozenset({"content", "content:encoded", "source"})


def fields_left_open(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """The end and name of each unclosed field in a part of `text` that has no CDATA section."""
    for found in _LEFT_OPEN.finditer(text, start, end):
        if not _ends_itself(found[1], found):
            yield found.end(), found[1]


def is_left_open(element: str, text: str, at: int) -> bool:
    """Whether the element of a CDATA section that ends at `at` is not closed before the next field."""
    found = _FIELD_FOLLOWS.match(text, at) if element in _WITH_SECTIONS else None
    return found is not None and not _ends_itself(element, found)


def _ends_itself(element: str, found: re.Match[str]) -> bool:
    """Whether the element's end tag comes before another start tag of its name and before the entry's end."""
    if element not in _MAY_HOLD and not found["prefix"]:
        return False
    next_tag = re.compile(rf"</?{element}[\s/>]|</?(?:item|entry|url)[\s>]").search(found.string, found.end())
    return next_tag is not None and next_tag[0].startswith(f"</{element}")
