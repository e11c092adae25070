"""The class and id of an element in, the kinds of page parts that their words name out."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from wireroom.common.tables import rows

# What templates call the parts of a page; a name is cut into words at signs and at capitals.
_KINDS: Final = {row[0]: row[1] for row in rows("wireroom.extract", "name_words.tsv")}
KINDS: Final = tuple(_KINDS)
_KIND_OF: Final[dict[str, tuple[int, ...]]] = {}
for _place, _words in enumerate(_KINDS.values()):
    for _word in _words.split():
        _KIND_OF[_word] = (*_KIND_OF.get(_word, ()), _place)
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_LONGEST: Final = 300  # characters that are looked at


@lru_cache(maxsize=20_000)
def kinds_named(name: str) -> tuple[int, ...]:
    """Places in KINDS, each once: `article-body__shareTools` → body, share."""
    found = (_KIND_OF.get(word.lower(), ()) for word in _WORD.findall(name[:_LONGEST]))
    return tuple(dict.fromkeys(place for places in found for place in places))
