"""Decide whether the site speaks of itself in a line that several of its pages share.

It does where it calls readers to something (subscribe, follow, read more), gives an address, or its name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final

from wireroom.common.tables import pattern
from wireroom.common.text import letters_of
from wireroom.common.urls import host_of

_SHORTEST: Final = 3  # letters of a name
_LONGEST_MENTION: Final = 6  # words of one
_LOOKED_AT: Final = 2_000  # characters
_WORD = re.compile(r"\w+")
_ADDRESS = re.compile(r"https?://|\bwww\.\w|[\w.+-]{1,60}@[\w-]{1,60}\.\w|©|℗", re.IGNORECASE)
_NO_NAMES: Final = frozenset({"com", "net", "org", "gov", "news", "www", "edu"})


def speaks_for_site(text: str, names: Sequence[str]) -> bool:
    """`names` as `site_names` gives them."""
    read = text[:_LOOKED_AT]
    return bool(_ADDRESS.search(read) or _calls().search(read)) or any(
        _has_name(read, name) for name in names
    )


def site_names(written: Iterable[str | None], url: str) -> tuple[str, ...]:
    """The letters of the names that a site gives itself, and of its domain: `theferrygazette`."""
    labels = host_of(url).removeprefix("www.").split(".")
    label = labels[-3] if len(labels) > 2 and len(labels[-2]) <= _SHORTEST else "".join(labels[-2:-1])
    letters = (letters_of(name) for name in (*filter(None, written), label))
    return tuple(dict.fromkeys(name for name in letters if len(name) >= _SHORTEST and name not in _NO_NAMES))


def _has_name(text: str, name: str) -> bool:
    """Whether it stands there as a name does, with a capital: `the harbour` is none."""
    if not name.isascii() and name in letters_of(text) and not re.search(r"[A-Za-z]", name):
        return True
    words = _WORD.findall(text)
    for start in range(len(words)):
        joined = ""
        for word in words[start : start + _LONGEST_MENTION]:
            joined += word.casefold()
            if joined == name and words[start][0].isupper():
                return True
            if len(joined) >= len(name):
                break
    return False


@cache
def _calls() -> re.Pattern[str]:
    return pattern("wireroom.common", "calls.tsv")
