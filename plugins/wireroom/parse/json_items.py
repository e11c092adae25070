"""Read what a large or damaged JSON Feed says of itself, and its newest items.

One item is decoded after another: the objects of all take ten times the memory of the text, and of a text
that breaks off the items before that are whole.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, NamedTuple

from wireroom.common.text.encoding import decode
from wireroom.parse.newest_items import Newest

DECODER: Final = json.JSONDecoder(strict=False)  # real feeds hold raw tabs and newlines in strings
_SPACE = re.compile(r"[ \t\r\n]*+")
_BETWEEN = re.compile(r"[ \t\r\n,]*+")  # templates leave a comma after the last item

Item = dict[str, Any]
ITEM_KEYS: Final = {
    "content_html",
    "content_text",
    "date_published",
    "external_url",
}  # no other JSON has them


def listed(items: Any) -> list[Any] | None:
    """`items` as a list: PHP writes a list without its first item as an object, and one item may stand alone.

    None if it is neither a list nor an object.
    """
    if isinstance(items, dict):
        return [items] if ITEM_KEYS & items.keys() else list(items.values())
    return items if isinstance(items, list) else None


def decoded(item: bytes) -> Any:
    """Decode one item, in whatever encoding it is. Raises ValueError and RecursionError."""
    return DECODER.decode(decode(item, None).text)


class FeedItems(NamedTuple):
    """What could be read of a JSON Feed."""

    said: Item  # the document's members but for `items`
    kept: Newest[Item]
    damage: str = ""  # in words, where the text breaks off or is no JSON from there on


def newest_items(text: str, most: int | None, dates_of: Callable[[Item], Sequence[str]]) -> FeedItems | None:
    """Read at most `most` items (None: all).

    None if the text is no JSON object with a readable list `items`.
    """
    kept = Newest[Item](len(text) if most is None else most)
    said: Item = {}
    has_items = False
    try:
        for key, value in _members(text):
            if key == "items" and isinstance(value, dict):
                has_items = True
                for each in listed(value) or ():
                    if isinstance(each, dict):
                        kept.add(each, dates_of(each))
            elif key is not None:
                said[key] = value
            elif value is None:
                has_items = True
            elif isinstance(value, dict):
                kept.add(value, dates_of(value))
    except (ValueError, IndexError, RecursionError) as error:
        why = "it breaks off" if isinstance(error, IndexError) else str(error)
        return FeedItems(said, kept, f"after item {kept.count}: {why}") if kept.count else None
    return FeedItems(said, kept) if has_items else None


def _members(text: str) -> Iterator[tuple[str | None, Any]]:
    """Each member of the outermost object.

    For `items`, first (`items`, None), then (None, item) for each item.
    """
    at = _at(text, _SPACE, 0)
    if text[at] != "{":
        return
    at = _at(text, _BETWEEN, at + 1)
    while text[at] != "}":
        key, at = DECODER.raw_decode(text, at)
        at = _at(text, _SPACE, at)
        if not isinstance(key, str) or text[at] != ":":
            raise ValueError("no member")
        at = _at(text, _SPACE, at + 1)
        if key == "items" and text[at] == "[":
            yield None, None
            at = _at(text, _BETWEEN, at + 1)
            while text[at] != "]":
                item, at = DECODER.raw_decode(text, at)
                yield None, item or {}
                at = _at(text, _BETWEEN, at)
            at += 1
        else:
            value, at = DECODER.raw_decode(text, at)
            yield key, value
        at = _at(text, _BETWEEN, at)


def _at(text: str, skipped: re.Pattern[str], at: int) -> int:
    found = skipped.match(text, at)
    return found.end() if found else at
