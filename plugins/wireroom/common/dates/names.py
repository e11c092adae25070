"""A word in; what it names in which languages out: a month, a weekday, half a day, or nothing (a filler)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Final

from wireroom.common.dates.fold import fold
from wireroom.common.tables import rows

MONTH, WEEKDAY, HALF = "month", "weekday", "half"
_SHORTEST_PREFIX = 3

_rows: Final = partial(rows, "wireroom.common.dates")

Meanings = dict[int, frozenset[str]]  # value → languages


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Names by kind and folded word; `full` holds the long names, for abbreviations that nobody listed."""

    names: dict[str, dict[str, Meanings]]
    full: tuple[tuple[str, int, str], ...]  # month names: word, value, language
    fillers: dict[str, frozenset[str]]  # word → languages that use it
    ordinals: frozenset[str]
    longest: int  # words in the longest name


def word_key(word: str) -> str:
    """`Sept.`, `a. m.` and `sexta-feira` as they are looked up."""
    dots = " " if " " in word else ""
    return " ".join(fold(word).replace(".", dots).replace("-", " ").split())


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Read once: names from CLDR, then those by hand."""
    found: dict[str, dict[str, dict[int, set[str]]]] = {MONTH: {}, WEEKDAY: {}, HALF: {}}
    for language, kind, value, words in [*_rows("names.tsv"), *_rows("names_extra.tsv")]:
        for word in words.split("|"):
            found[kind].setdefault(word_key(word), {}).setdefault(int(value), set()).add(language)
    names = {
        kind: {
            word: {value: frozenset(codes) for value, codes in meanings.items()}
            for word, meanings in words.items()
        }
        for kind, words in found.items()
    }
    full = tuple(
        (word, value, language)
        for word, meanings in names[MONTH].items()
        for value, languages in meanings.items()
        for language in languages
        if len(word) > _SHORTEST_PREFIX
    )
    return Lexicon(
        names=names,
        full=full,
        fillers=_fillers(),
        ordinals=frozenset(word_key(word) for row in _rows("ordinals.tsv") for word in row[0].split()),
        longest=max(word.count(" ") + 1 for words in names.values() for word in words),
    )


def _fillers() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for languages, words in _rows("fillers.tsv"):
        for word in map(word_key, words.split()):
            found[word] = found.get(word, frozenset()) | frozenset(languages.split())
    return found


def meanings(kind: str, word: str) -> Meanings:
    """What `word` (folded, without dots) names, as listed."""
    return lexicon().names[kind].get(word, {})


@lru_cache(maxsize=2048)
def prefix_meanings(word: str) -> Meanings:
    """The months that `word` abbreviates (`giu`, `берез`); of several (`čer`) the rest must decide."""
    if word.startswith("ב") and (listed := meanings(MONTH, word[1:])):  # "in", written on to the Hebrew name
        return listed
    if len(word) < _SHORTEST_PREFIX:
        return {}
    by_language: dict[str, set[int]] = {}
    for name, value, language in lexicon().full:
        if name.startswith(word):
            by_language.setdefault(language, set()).add(value)
    found: dict[int, frozenset[str]] = {}
    for language, values in by_language.items():
        for value in values:
            found[value] = found.get(value, frozenset()) | {language}
    return found
