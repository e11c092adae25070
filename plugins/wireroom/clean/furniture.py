"""An element in, whether it stands round the article rather than in it out."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from lxml import etree

from wireroom.clean.facts import pattern, rows

# Elements whose content is never prose. Forms stay open: old pages wrap the whole article in one.
UNREAD: Final = frozenset(name for row in rows("unread.txt") for name in row[0].split())
_NAMES = pattern("furniture.txt")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


def is_furniture(element: etree._Element) -> bool:
    """Whether its class, id or style says that readers of the article do not read it."""
    attributes = element.attrib
    if not attributes:
        return False
    name = attributes.get("class")
    if name and _is_furniture_name(name):
        return True
    name = attributes.get("id")
    if name and _is_furniture_name(name):
        return True
    style = attributes.get("style")
    return "hidden" in attributes or bool(style and _HIDDEN_STYLE.search(style))


@lru_cache(maxsize=8192)
def _is_furniture_name(names: str) -> bool:
    return any(_NAMES.fullmatch(name) for name in names[:2000].split())
