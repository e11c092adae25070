"""An element in, whether it stands round the article rather than in it out."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from bs4 import Tag

from wireroom.clean.lexicon import pattern, rows


class Doubt(NamedTuple):
    """What an element with a name of furniture must hold to be prose all the same; no characters: nothing."""

    characters: int = 0  # outside links
    share: int = 0  # per cent of the whole body


# Elements whose content is never prose. Forms stay open: old pages wrap the whole article in one.
UNREAD: Final = frozenset(name for row in rows("unread.tsv") for name in row[0].split())
SURE: Final = Doubt()
HIDDEN: Final = Doubt(400, 25)  # `<div id="rest" style="display:none">`, which a script or a click shows
_NAMES = pattern("furniture.tsv")
_DOUBTFUL: Final = [
    (re.compile(row[2], re.IGNORECASE), Doubt(int(row[0]), int(row[1]))) for row in rows("doubtful.tsv")
]
_TELLING: Final = frozenset({"class", "id", "style", "hidden"})
_LONG: Final = 500  # characters; what is longer does not repeat, and is not kept in memory
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


def furniture(element: Tag) -> Doubt | None:
    """Whether its class, id or style says that readers of the article do not read it, and how surely."""
    doubt = None
    for name, value in element.attrs.items():
        if name in _TELLING and isinstance(value, str):
            told = (_told if len(value) < _LONG else _told.__wrapped__)(name, value)
            if told is SURE:
                return SURE
            doubt = doubt or told
    return doubt


@lru_cache(maxsize=8192)  # a feed's bodies repeat the few names of its publisher's templates
def _told(attribute: str, value: str) -> Doubt | None:
    if attribute == "hidden":
        return SURE
    if attribute == "style":
        return HIDDEN if _HIDDEN_STYLE.search(value) else None
    names = value[:2000].split()
    if any(_NAMES.fullmatch(name) for name in names):
        return SURE
    return next((doubt for names_of, doubt in _DOUBTFUL if any(map(names_of.fullmatch, names))), None)
