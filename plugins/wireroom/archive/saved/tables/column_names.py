"""Look up which of our fields a column is by its name; `data/row_fields.tsv` has the names."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

from wireroom.common.tables import groups

_LONGEST_NAME = 100  # characters
# Letters that Unicode takes apart into none with an accent: `tytuł` is written `tytul` too.
_LETTERS = str.maketrans({"ł": "l", "ı": "i", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe"})


def field_of(name: object) -> str | None:
    """What a column is, by the name that somebody gave it; None: nothing that is known."""
    return _by_name().get(written(name))


def written(name: object) -> str:
    """With what counts of it; empty for a name longer than any known: those kept would fill the memory."""
    said = str(name)
    return _plain(said) if len(said) <= _LONGEST_NAME else ""


@cache
def names_of_fields() -> dict[str, tuple[str, ...]]:
    """By our names; the better first."""
    found = groups("wireroom.archive.saved", "row_fields.tsv")
    return {field: tuple(map(_plain, names)) for field, names in found.items()}


@lru_cache(maxsize=4096)
def _plain(name: str) -> str:
    kept = filter(str.isalnum, unicodedata.normalize("NFKD", name).lower().translate(_LETTERS))
    return "".join(kept)


@cache
def _by_name() -> dict[str, str]:
    return {name: field for field, names in names_of_fields().items() for name in names}
