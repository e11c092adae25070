"""A text and the language it is said to be in; whether its commonest words say the same."""

from __future__ import annotations

from wireroom.normalize.language.tables import tables

WORDS = 80  # looked at
SHARE = 0.15  # of them common ones: running text holds more, a list of names less
FEWEST = 4  # different ones
LONG = 10  # characters of a word on average: of more, they are written without spaces, or no words
ENGLISH_SHARE, FEWEST_ENGLISH = 0.2, 5  # where nobody said so; of running English, a third and more
FOREIGN_SHARE, ENOUGH_WORDS = 0.05, 40  # fewer common ones in so many words: hardly the language it claims


def confirms(text: str, claimed: str) -> bool | None:
    """True where common words confirm the claim; False where they are next to none; None: no telling.

    Costs a thirtieth of a detection. False is no contradiction yet: lists of names have none either,
    and titles have few.
    """
    share, different, words = _common(text, claimed)
    if share >= SHARE and different >= FEWEST:
        return True
    return False if words >= ENOUGH_WORDS and share < FOREIGN_SHARE else None


def is_english(text: str) -> bool:
    """Common words alone tell English, which has no near relative among the languages of news."""
    share, different, _ = _common(text, "en")
    return share >= ENGLISH_SHARE and different >= FEWEST_ENGLISH


def _common(text: str, language: str) -> tuple[float, int, int]:
    """Share of common words, different ones, words looked at; no words for a language without a list."""
    common = tables().common.get(language)
    words = text.lower().split(None, WORDS)[:WORDS] if common else []
    if not common or not words or len(text) > len(words) * LONG:
        return 0.0, 0, 0
    return sum(map(common.__contains__, words)) / len(words), len(common.intersection(words)), len(words)
