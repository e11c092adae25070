"""Find the article's own title among a page's titles, without the outlet's name behind it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wireroom.common.text import title_letters

_WORD = re.compile(r"\w+")
_SECTIONS_WORDS = 3
_ELLIPSIS = re.compile(r"\s?(?:…|\.\.\.)$")
_MID_ELLIPSIS = re.compile(r"\s?(?:…|\.\.\.)")  # who writes it there too has not cut
_SHORTEST_CUT = 20  # characters; less may be said of many things
_CUT_AT = range(90, 121)  # characters; a shorter one that begins another (`in port`, `in portland`) is whole
_KANA_OR_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_NAMES_BEHIND = range(1, 5)  # `标题_栏目_站名`: the article, its section, the outlet
_NAMES_LENGTH = range(1, 21)  # characters
LAST_PART = re.compile(r" (?:[|–—·•»-]|::|//) ")  # titles have single blanks


def page_title(titles: Iterable[str | None], *, outlets: Iterable[str], host: str) -> str | None:
    """Choose the first of `titles` that is not the outlet's name, and take that name off its end.

    `titles` are one line, with single blanks. The outlet is known by its names `outlets`, or by its host:
    `Bridge closes | Quay Post` on quaypost.example. A dash within a headline stays.
    """
    known = {letters for name in (*outlets, *_labels(host)) if (letters := title_letters(name))}
    found = [title for title in titles if title]
    shortened = (_without_outlet(title, known, host) for title in found if title_letters(title) not in known)
    return next(shortened, found[0] if found else None)


def shown_title(headings: Iterable[str], told: Iterable[str | None]) -> str | None:
    """The first heading that has half of its words in one of the titles `told`, and a third of that one's.

    What the head tells is often cut or written for search engines; what readers see is the headline. Where
    that heading says more than any title's first part (`The Go Blog`), one below it that is the whole of such
    a part is taken; never one above it, where outlet and section stand, which are parts of titles too.
    """
    headings, parts = list(headings), [LAST_PART.split(title) for title in told if title]
    others = [_words(max(each, key=len)) for each in parts]  # the outlet's name apart
    fitting = (
        place
        for place, heading in enumerate(headings)
        if any(_says_same(_words(heading), other) for other in others)
    )
    if (place := next(fitting, None)) is None:
        return None
    if any(_words(headings[place]) <= _words(each[0]) for each in parts):
        return headings[place]
    whole = {title_letters(each[0]) for each in parts if len(_WORD.findall(each[0])) >= _SECTIONS_WORDS}
    below = (heading for heading in headings[place + 1 :] if title_letters(heading) in whole)
    return max(below, key=len, default=headings[place])


def uncut(title: str | None, others: Iterable[str | None]) -> str | None:
    """The first of the `others` that begins as a `title` does that was cut: with an ellipsis, within a word.

    Templates cut headlines for search engines at 110 characters; a headline may also end with an ellipsis.
    """
    stem = _ELLIPSIS.sub("", title or "")
    if not title or len(stem) < _SHORTEST_CUT:
        return title
    firsts = (LAST_PART.split(each)[0] for each in others if each)
    begun = (each for each in firsts if each.startswith(stem) and not _MID_ELLIPSIS.match(each, len(stem)))
    if stem != title:
        return next((each for each in begun if len(each) > len(stem)), title)
    is_cut = len(stem) in _CUT_AT and stem.isascii() and stem[-1].isalpha()
    return next((each for each in begun if is_cut and _WORD.match(each, len(stem))), title)


def is_of_section(heading: str, title: str | None) -> bool:
    """Whether a first heading of few words names a section, a blog or a tool: `The Go Blog`, `Pulse!`.

    The page's `title` then says more, and nothing of it.
    """
    words = _WORD.findall(heading.casefold())
    parts = [_WORD.findall(part.casefold()) for part in LAST_PART.split(title or "")]
    others = (part for part in parts if len(part) > max(len(words), 2) and not set(words) & set(part))
    return 0 < len(words) <= _SECTIONS_WORDS and next(others, None) is not None


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))


def _says_same(words: set[str], other: set[str]) -> bool:
    shared = len(words & other)
    return shared >= min(2, len(words)) > 0 and 2 * shared >= len(words) >= len(other) / 3


def _without_outlet(title: str, outlets: set[str], host: str) -> str:
    first, *names = title.split("_")
    lengths = {len(name) for name in names}
    are_names = len(names) in _NAMES_BEHIND and lengths <= set(_NAMES_LENGTH) and len(first) > max(lengths)
    if are_names and _KANA_OR_HAN.search(first):
        return first.rstrip()
    name, mark, headline = title.partition(": ")
    if (
        mark
        and " " in name
        and title_letters(name) in outlets
        and len(_WORD.findall(headline)) > _SECTIONS_WORDS
    ):
        return headline.lstrip()
    marks = [*LAST_PART.finditer(title)]
    if not marks:
        return title
    last = title[marks[-1].end() :]
    rest = title[: marks[-1].start()].rstrip()
    is_outlets = title_letters(last) in outlets
    return rest if is_outlets or ("|" in marks[-1][0] and _is_of_host(last, host, rest)) else title


def _is_of_host(name: str, host: str, rest: str) -> bool:
    """`Harbour Tides` on tides.harbour.example, `Quay` on drinkquay.example.

    `rest` is what would be left. One word alone is a section: `News | Bridge`, `Streik | Berlin`.
    """
    if len(_WORD.findall(rest)) < 2 and rest.isascii():
        return False
    labels = host.lower().removeprefix("www.").split(".")[:-1]
    letters = title_letters(name)
    if len(letters) > 3 and any(_is_end_of(label, letters) for label in labels):
        return True
    words = _WORD.findall(name.casefold())
    return len(words) > 1 and set(labels).issuperset(words)


def _is_end_of(label: str, letters: str) -> bool:
    """Whether it begins or ends with them; where it has hyphens, with whole words."""
    parts = label.split("-")
    if len(parts) == 1:
        return label.startswith(letters) or label.endswith(letters)
    places = range(len(parts))
    return letters in {"".join(parts[place:]) for place in places} | {
        "".join(parts[: place + 1]) for place in places
    }


def _labels(host: str) -> list[str]:
    """`www.quaypost.co.uk` → the names that could be the outlet's: `quaypost`, and the whole of it."""
    bare = host.lower().removeprefix("www.")
    return [bare, *(label for label in bare.split(".")[:-1] if len(label) > 3)]
