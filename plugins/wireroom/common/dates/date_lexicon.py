"""Look up what a word of a date names, and in which languages: a month, a weekday or a meridiem.

And the words before a date in; what they say that it is out: a publication, a change, something else.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from typing import Final

from wireroom.common.tables import rows
from wireroom.common.text import unescape

MONTH, WEEKDAY, MERIDIEM = "month", "weekday", "half"
_MONTH_IN = "month-in"
_SHORTEST_PREFIX = 3
# Words of other languages that stand between a number and a year: `lov nr. 7 fra 2022`.
_EVERYDAY: Final = {"fra": "mt"}  # the only language in which it may be a month

_rows: Final = partial(rows, "wireroom.common.dates")

Meanings = dict[int, frozenset[str]]  # value → languages

_MARKS = re.compile("[\u0300-\u036f\u064b-\u0652\u0670\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_QUOTES = re.compile("[\u2018\u2019\u02bc\u00b4`]")
_BLANKS = re.compile(r"\s+")
_TAG = re.compile(r"</?[a-z][^<>]{0,100}>", re.IGNORECASE)
_DIGIT = re.compile(r"[^\W\D]")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Names by kind and folded word; `full` holds the long names, for abbreviations that nobody listed."""

    names: dict[str, dict[str, Meanings]]
    full: dict[str, list[tuple[str, int, str]]]  # month names by their first letters: word, value, language
    without_day: dict[str, frozenset[str]]  # forms of months → languages in which they stand without a day
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
    found: dict[str, dict[str, dict[int, set[str]]]] = {MONTH: {}, WEEKDAY: {}, MERIDIEM: {}}
    without_day: dict[str, set[str]] = {}
    for language, kind, value, words in [*_rows("names.tsv"), *_rows("names_extra.tsv")]:
        for word in words.split("|"):
            if kind == _MONTH_IN:
                without_day.setdefault(word_key(word), set()).add(language)
            found[MONTH if kind == _MONTH_IN else kind].setdefault(word_key(word), {}).setdefault(
                int(value), set()
            ).add(language)
    names = {
        kind: {
            word: {value: frozenset(codes) for value, codes in meanings.items()}
            for word, meanings in words.items()
        }
        for kind, words in found.items()
    }
    full: dict[str, list[tuple[str, int, str]]] = {}
    for word, meanings in names[MONTH].items():
        if len(word) > _SHORTEST_PREFIX:
            alike = full.setdefault(word[:_SHORTEST_PREFIX], [])
            alike += [(word, value, code) for value, languages in meanings.items() for code in languages]
    return Lexicon(
        names=names,
        full=full,
        without_day={word: frozenset(codes) for word, codes in without_day.items()},
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
def prefix_meanings(word: str, language: str = "") -> Meanings:
    """The months that `word` abbreviates (`giu`, `берез`); of several (`čer`) the rest must decide."""
    if _EVERYDAY.get(word, language) != language:
        return {}
    if word.startswith("ב") and (listed := meanings(MONTH, word[1:])):  # "in", written on to the Hebrew name
        return listed
    if len(word) < _SHORTEST_PREFIX:
        return {}
    by_language: dict[str, set[int]] = {}
    for name, value, language in lexicon().full.get(word[:_SHORTEST_PREFIX], ()):
        if name.startswith(word):
            by_language.setdefault(language, set()).add(value)
    found: dict[int, frozenset[str]] = {}
    for language, values in by_language.items():
        for value in values:
            found[value] = found.get(value, frozenset()) | {language}
    return found


def fold(text: str) -> str:
    """For comparing only: `Décembre` and `decembre`, `१७` and `17`, `16:31` with a no-break space are one.

    Markup is not read: `<p>5 Oct 2026</p>`, `5&nbsp;Oct&nbsp;2026`, out of fields that editors fill.
    """
    if "<" in text or "&" in text:
        text = _TAG.sub(" ", unescape(text))
    if text.isascii():
        return " ".join(text.lower().split())
    text = unicodedata.normalize("NFKD", text.casefold())
    text = _QUOTES.sub("'", _DASHES.sub("-", _MARKS.sub("", text))).replace("ı", "i")
    text = unicodedata.normalize("NFC", text)
    return _BLANKS.sub(" ", in_our_digits(text)).strip()


def in_our_digits(text: str) -> str:
    """Each digit of another script as ours, in its place: `١٨ نوفمبر ٢٠٢٦` → `18 نوفمبر 2026`."""
    if text.isascii():
        return text
    return _DIGIT.sub(lambda found: str(unicodedata.decimal(found[0], found[0])), text)


def languages_of(word: str) -> frozenset[str]:
    """Of a folded word of dates, whatever it says: `ساعت` is Persian."""
    named = [codes for kind in (MONTH, WEEKDAY, MERIDIEM) for codes in meanings(kind, word).values()]
    return frozenset[str]().union(*named, lexicon().fillers.get(word, ()))


def label_in(*before: str) -> str:
    """What the nearest words before a date say it is; empty for nothing."""
    for text in before:
        marks = [(mark, kind) for kind, pattern in _labels() for mark in pattern.finditer(text[-60:])]
        if marks:  # the last, and of those that end there the longest: `Event date:`
            return max(marks, key=lambda found: (found[0].end(), len(found[0][0])))[1]
    return ""


@cache
def label_words() -> str:
    """A pattern of the words that tell a publication or a change."""
    return "|".join(row[1] for row in _rows("date_labels.tsv") if row[0] != "other")


@cache
def _labels() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table = _rows("date_labels.tsv")
    kinds = {kind: "|".join(row[1] for row in table if row[0] == kind) for kind in {row[0] for row in table}}
    return tuple(
        (kind, re.compile(rf"(?<![^\W\d_])(?:{words})", re.IGNORECASE)) for kind, words in kinds.items()
    )
