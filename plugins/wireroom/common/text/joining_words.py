"""The small words between and within names, in the languages of news: `and`, `with`, `by`, `van der`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from wireroom.common.tables import groups

_TABLE: Final = groups("wireroom.common.text", "joining_words.tsv")
AND: Final = frozenset(_TABLE["and"])
WITH: Final = frozenset(_TABLE["with"])
BY: Final = frozenset(_TABLE["by"])
PARTICLES: Final = frozenset(_TABLE["particle"])  # within family names
PLACE_PARTICLES: Final = frozenset(_TABLE["place"])  # within names of places: `San Miguel de Allende`
# Where nothing but names is given, words that elsewhere mean something else join them, or are part of them.
JOINING_IN_NAMES: Final = AND | WITH | frozenset(_TABLE["and_too"])
PARTICLES_IN_NAMES: Final = PARTICLES | frozenset(_TABLE["particle_too"])


def one_of(words: Iterable[str]) -> str:
    """The words as alternatives of a regular expression, the longest first."""
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))
