"""The body of a feed and what tells an entry in, the same body without that entry out.

By the bytes, since feeds are broken in every way: what stands between an entry's tags goes with them where
one of its own marks of identity is the one that is looked for. An entry that only links to it stays.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator

from wireroom.common.text import unescape

IsIt = Callable[[str], bool]  # a link or identifier, as written: is it that of the entry?

_BLOCK = re.compile(rb"<(item|entry|url)\b[^>]*>.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_MARKS = re.compile(  # RSS, Atom, RDF, sitemaps
    r"<link\b[^>]*?\bhref\s*=\s*[\"']([^\"']*)"
    r"|<item\b[^>]*?\babout\s*=\s*[\"']([^\"']*)"
    r"|<(?:link|guid|id|loc|(?:feedburner:)?origlink)\b[^>]*(?<!/)>(.*?)</",
    re.DOTALL | re.IGNORECASE,
)
_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_JSON_MARKS = ("id", "url", "external_url", "guid")


def without_entry(body: bytes, is_it: IsIt) -> tuple[bytes, int]:
    """The body and how many entries went; with none, the very same body."""
    if body.lstrip()[:1] == b"{":
        return _without_item(body, is_it)
    gone = 0

    def keep(block: re.Match[bytes]) -> bytes:
        nonlocal gone
        if not any(map(is_it, _marks(block[0].decode("utf-8", "replace")))):
            return block[0]
        gone += 1
        return b""

    kept = _BLOCK.sub(keep, body)
    return (kept, gone) if gone else (body, 0)


def _marks(block: str) -> Iterator[str]:
    for match in _MARKS.finditer(block):
        mark = next(filter(None, match.groups()), "")
        yield unescape(_CDATA.sub(r"\1", mark)).strip()


def _without_item(body: bytes, is_it: IsIt) -> tuple[bytes, int]:
    try:
        feed = json.loads(body)
        items = feed["items"]
        kept = [item for item in items if not any(is_it(str(item.get(mark) or "")) for mark in _JSON_MARKS)]
    except (ValueError, KeyError, TypeError, AttributeError):
        return body, 0
    if len(kept) == len(items):
        return body, 0
    return json.dumps({**feed, "items": kept}, ensure_ascii=False).encode(), len(items) - len(kept)
