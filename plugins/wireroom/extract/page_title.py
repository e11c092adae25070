"""A page's titles in, the article's own out: without the outlet's name behind it."""

from __future__ import annotations

import re
from collections.abc import Iterable

_WORD = re.compile(r"\w+")
_LAST_PART = re.compile(r" (?:[|–—·•»-]|::|//) ")  # titles have single blanks


def page_title(titles: Iterable[str | None], *, outlets: Iterable[str], host: str) -> str | None:
    """Choose the first of `titles` that is not the outlet's name, and take that name off its end.

    `titles` are one line, with single blanks. The outlet is known by its names `outlets`, or by its host:
    `Bridge closes | Quay Post` on quaypost.example. A dash within a headline stays.
    """
    known = {letters for name in (*outlets, *_labels(host)) if (letters := _letters(name))}
    found = [title for title in titles if title]
    shortened = (_without_outlet(title, known, host) for title in found if _letters(title) not in known)
    return next(shortened, found[0] if found else None)


def shown_title(headings: Iterable[str], told: Iterable[str | None]) -> str | None:
    """The first heading that has half of its words in one of the titles `told`, and a third of that one's.

    What the head tells is often cut or written for search engines; what readers see is the headline.
    """
    longest = (max(_LAST_PART.split(title), key=len) for title in told if title)  # the outlet's name apart
    others = [set(_WORD.findall(title.casefold())) for title in longest]
    for heading in headings:
        words = set(_WORD.findall(heading.casefold()))
        if any(_says_same(words, other) for other in others):
            return heading
    return None


def _says_same(words: set[str], other: set[str]) -> bool:
    shared = len(words & other)
    return shared >= min(2, len(words)) > 0 and 2 * shared >= len(words) >= len(other) / 3


def _without_outlet(title: str, outlets: set[str], host: str) -> str:
    marks = [*_LAST_PART.finditer(title)]
    if not marks:
        return title
    last = title[marks[-1].end() :]
    is_named = _letters(last) in outlets or ("|" in marks[-1][0] and _is_of_host(last, host))
    return title[: marks[-1].start()].rstrip() if is_named else title


def _is_of_host(name: str, host: str) -> bool:
    """`Harbour Tides` on tides.harbour.example, `Quay` on drinkquay.example."""
    labels = host.lower().removeprefix("www.").split(".")[:-1]
    letters = _letters(name)
    if len(letters) > 3 and any(label.startswith(letters) or label.endswith(letters) for label in labels):
        return True
    words = _WORD.findall(name.casefold())
    return len(words) > 1 and set(labels).issuperset(words)


def _labels(host: str) -> list[str]:
    """`www.quaypost.co.uk` → the names that could be the outlet's: `quaypost`, and the whole of it."""
    bare = host.lower().removeprefix("www.")
    return [bare, *(label for label in bare.split(".")[:-1] if len(label) > 3)]


def _letters(text: str) -> str:
    bare = text.casefold().strip().removeprefix("the ")
    return "".join(character for character in bare if character.isalnum())
