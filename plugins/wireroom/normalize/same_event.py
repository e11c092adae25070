"""Compare what two articles report, by the words of their titles and first lines.

Rare words count for more (inverse document frequency), and so do words of the title; the likeness of two
articles is the cosine of their weighted words. Words are kept as CRC-32, which is the same on every machine.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum, log, sqrt
from typing import Final
from zlib import crc32

from wireroom.models import EventPrint

LINKED: Final = 0.35  # from this likeness on, two articles may report on the same event
FITTING: Final = 0.25  # mean likeness to the articles of an event, which must not become a chain
_IN_COMMON: Final = 3  # words at least; fewer may be just a name
_RARE: Final = 100  # a rare word is in one article of so many, at most
_IN_BOTH, _IN_TITLE = 2.0, 1.5  # times the weight of a word of the first lines
_FORM: Final = 0.6  # share of words in both titles; from here on they are a form: a lottery, a puzzle


@dataclass(frozen=True, slots=True)
class EventWords:
    """Words as signed 32-bit numbers; `numbers` are the words of the title that are figures."""

    title: frozenset[int]
    lead: frozenset[int]
    numbers: frozenset[int]

    @property
    def all(self) -> frozenset[int]:
        """All words, each once."""
        return self.title | self.lead


def word_number(language: str, word: str) -> int:
    """The number of a word in a language; for the empty word, that of the language itself."""
    number = crc32(f"{language} {word}".encode("utf-8", "surrogatepass"))
    return number - (1 << 32) if number >= 1 << 31 else number


def event_words(language: str, title: Iterable[str], lead: Iterable[str]) -> EventWords:
    """The words of an article, given as search stems them."""
    said = list(title)
    return EventWords(
        title=frozenset(word_number(language, word) for word in said),
        lead=frozenset(word_number(language, word) for word in lead),
        numbers=frozenset(word_number(language, word) for word in said if word[:1].isdecimal()),
    )


def event_print(said: EventWords, articles: Mapping[int, int], counted: int) -> EventPrint:
    """Weigh words; `articles` says in how many of the `counted` articles of the language each occurs."""
    weights: dict[int, float] = {}
    for word in said.all:
        rarity = log((counted + 1) / (articles.get(word, 0) + 0.5)) if counted else 0.0
        place = (_IN_BOTH if word in said.lead else _IN_TITLE) if word in said.title else 1.0
        if rarity > 0:
            weights[word] = rarity * place
    length = sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    ordered = sorted(weights, key=lambda word: (-weights[word], word))
    return EventPrint(
        words=tuple(ordered),
        weights=tuple(weights[word] / length for word in ordered),
        title=said.title,
        numbers=said.numbers,
    )


def event_keys(said: EventPrint, articles: Mapping[int, int], counted: int, most: int) -> list[int]:
    """At most `most` of its rarest words, by which other articles find it; none that many articles have.

    Weights compare the words of an article with each other, which says little where all reports use the same
    few hundred. A word that is a mark of one event is rare among all articles.
    """
    return [word for word in said.words[:most] if articles.get(word, 0) * _RARE <= counted]


def event_likeness(a: EventPrint, b: EventPrint) -> float:
    """How much two articles say the same, 0 to 1; 0 if they share only a name or a form. Symmetric."""
    if len(a.vector.keys() & b.vector.keys()) < _IN_COMMON or _is_form(a, b):
        return 0.0
    return resemblance(a, b)


def resemblance(a: EventPrint, b: EventPrint) -> float:
    """The cosine of their weighted words, 0 to 1."""
    both = a.vector.keys() & b.vector.keys()
    return min(fsum(a.vector[word] * b.vector[word] for word in both), 1.0)  # fsum: the same in any order


def average_resemblance(one: EventPrint, others: Sequence[EventPrint]) -> float:
    """The mean `resemblance` to the articles of an event, of which there is one at least."""
    return sum(resemblance(one, other) for other in others) / len(others)


def count_words(said: Iterable[tuple[int, EventWords]]) -> Counter[int]:
    """Word → articles with it; and number of a language → articles in it."""
    counts: Counter[int] = Counter()
    for language, words in said:
        counts.update(words.all)
        counts[language] += 1
    return counts


def _is_form(a: EventPrint, b: EventPrint) -> bool:
    """Whether titles differ in figures only: the lottery of Monday and of Tuesday, a daily puzzle."""
    if not a.numbers or not b.numbers or a.numbers & b.numbers:
        return False
    one, two = a.title - a.numbers, b.title - b.numbers
    return len(one & two) >= _FORM * len(one | two)
