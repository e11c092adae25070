"""The attributes of an element in, whether it stands round the article rather than in it out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from wireroom.clean.facts import pattern, rows

# Elements whose content is never prose. Forms stay open: old pages wrap the whole article in one.
UNREAD: Final = frozenset(name for row in rows("unread.txt") for name in row[0].split())
_NAMES = pattern("furniture.txt")
_TELLING: Final = frozenset({"class", "id", "style", "hidden"})
_LONG: Final = 500  # characters; what is longer does not repeat, and is not kept in memory
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


def is_furniture(attributes: Sequence[tuple[str, str]]) -> bool:
    """Whether its class, id or style says that readers of the article do not read it."""
    for name, value in attributes:
        if name in _TELLING and (_tells if len(value) < _LONG else _tells.__wrapped__)(name, value):
            return True
    return False


@lru_cache(maxsize=8192)  # a feed's bodies repeat the few names of its publisher's templates
def _tells(attribute: str, value: str) -> bool:
    if attribute == "hidden":
        return True
    if attribute == "style":
        return _HIDDEN_STYLE.search(value) is not None
    return any(_NAMES.fullmatch(name) for name in value[:2000].split())
