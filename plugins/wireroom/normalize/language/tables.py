"""What is known of languages and their codes, read once from this package's tables."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from wireroom.common.tables import groups, rows

_HERE = "wireroom.normalize"


@dataclass(frozen=True, slots=True)
class Tables:
    """See the remarks in data/language_sets.tsv and its like."""

    detected: frozenset[str]
    latin: frozenset[str]
    renamed: dict[str, str]
    no_language: frozenset[str]
    alike: tuple[frozenset[str], ...]
    common: dict[str, frozenset[str]]


@cache
def tables() -> Tables:
    """Read the tables (once a process)."""
    sets = {name: frozenset(codes) for name, codes in groups(_HERE, "language_sets.tsv").items()}
    return Tables(
        **sets,
        renamed={row[0]: row[1] for row in rows(_HERE, "language_codes.tsv")},
        alike=tuple(frozenset(group) for group in rows(_HERE, "languages_alike.tsv")),
        common={code: frozenset(words) for code, words in groups(_HERE, "common_words.tsv").items()},
    )
