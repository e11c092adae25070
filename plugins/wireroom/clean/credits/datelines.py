"""Find the date line or dateline with which a paragraph begins: a day, or the place before an agency."""

from __future__ import annotations

import re
from typing import Final

from wireroom.clean.lexicon import rows
from wireroom.common.dates import find_date, is_date, label_in
from wireroom.common.text.joining_words import PLACE_PARTICLES

_LONGEST_LEAD: Final = 200  # characters within which a date before the prose ends

_PIECES = re.compile(r"[,.–—-]\s*")
_WORDS = re.compile(r"[^\W\d_]+")
_MOST: Final = 4  # words of a place: `San Miguel de Allende`


def labels(kind: str) -> str:
    """All patterns of a kind in heads.tsv as one alternation."""
    return "|".join(f"(?:{row[2]})" for row in rows("heads.tsv") if row[0] == kind)


_CLOCK: Final = (
    r"(?:[T\s,|·–-]{0,3}(?:at |um |à |a las |alle |ore |kl\.? )?\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\.\d+)?"
    r"(?:\s?(?:uhr|[ap]\.?m\.?|z|[+-]\d\d:?\d\d))?(?:\s\(?[A-Z]{2,5}\)?)?)?"
)
_MARK: Final = "[\u200e\u200f]?"  # of direction, round the numbers of an Arabic date
_WEEKDAY: Final = r"(?:[^\W\d]{2,12}\.?,?\s)?"
_NUMBERS: Final = (
    rf"(?:\d{{1,4}}{_MARK}[./-]\s?\d{{1,2}}{_MARK}[./-]\s?\d{{2,4}}"
    r"|\d{4}\.\s?\d{1,2}\.\s?\d{1,2}(?!\d))"
)
_LABEL: Final = rf"(?:{labels('date')})\s?[:：.|–-]?\s{{0,3}}"
# `date 2022-02-08 Text of the article`: saved documents put it before the first paragraph, or into it.
_LABELLED = re.compile(rf"[\[(]?{_LABEL}", re.IGNORECASE)
_BETWEEN = re.compile(_WEEKDAY)
_NUMERIC = re.compile(_NUMBERS)
_UNTIL_TEXT = re.compile(rf"{_CLOCK}[\])]?(?:\s*[:|–—-])?(?=\s+(?-i:[^\s.,;:a-zа-я])|\s*$)", re.IGNORECASE)
_WHOLE_DATE = re.compile(rf"[\[(]?(?:{_LABEL})?{_WEEKDAY}{_NUMBERS}{_CLOCK}[\])]?\.?", re.IGNORECASE)
_THEN = re.compile(rf"\s?[,;•·|–-]?\s+(?=(?:{labels('date')})[\s:])", re.IGNORECASE)
_ONLY_CLOCK = re.compile(_CLOCK, re.IGNORECASE)
_LABEL_OF_DATE = re.compile(rf"[\[(]?(?:{_LABEL})?", re.IGNORECASE)


def date_before_text(text: str) -> int:
    """The character at which a labelled date before the prose ends; 0 if there is none."""
    label = _LABELLED.match(text)
    if label is None:
        return 0
    place = _BETWEEN.match(text, label.end()) or label
    numeric = _NUMERIC.match(text, place.end())
    if numeric:
        end = numeric.end()
    else:
        found = find_date(text, label.end(), _LONGEST_LEAD)
        if found is None or found.start not in {label.end(), place.end()}:
            return 0
        end = found.end
    until = _UNTIL_TEXT.match(text, end)
    return until.end() if until else 0


def two_dates(line: str) -> list[str]:
    """The dates of a line that is nothing else: `Publié le 21/11/2026 à 07:01, mis à jour à 09:30`.

    A clock without a day dates nothing.
    """
    if _LABELLED.match(line) is None:
        return []
    first, *others = _THEN.split(line.strip())
    if len(others) != 1 or not is_date_line(first) or not tells_change(others[0]):
        return []
    if is_date_line(others[0]):
        return [first, *others]
    return [first] if _ONLY_CLOCK.fullmatch(without_label(others[0])) else []


def is_date_line(part: str) -> bool:
    """Whether it is a date and nothing else (`Published: Tuesday, 8 February 2022, 10:30 CET`).

    In any language in which dates are read.
    """
    if _WHOLE_DATE.fullmatch(part) or is_date(part):
        return True
    label = _LABEL_OF_DATE.match(part)
    return label is not None and label.end() > 0 and is_date(part[label.end() :])


def tells_change(date_line: str) -> bool:
    """Whether it says when the text was changed (`Updated: …`, `Stand: …`), not when it was published."""
    label = _LABEL_OF_DATE.match(date_line)
    return label is not None and label_in(label[0]) == "modified"


def without_label(date_line: str) -> str:
    """The date alone: `20 listopada 2026` of `Zaktualizowano: 20 listopada 2026`."""
    label = _LABEL_OF_DATE.match(date_line)
    return date_line[label.end() :] if label else date_line


def is_place(written: str) -> bool:
    """Whether it is a place: `Москва`, `New York`, `Roma, 23 nov.`, `LONDON, United Kingdom`, or empty."""
    first, *others = _PIECES.split(written.strip())
    return _is_named(first) and all(_is_named(other) or _has_digit(other) for other in others[:1])


def _is_named(words: str) -> bool:
    names = [
        word for word in words.split() if word.casefold() not in PLACE_PARTICLES and not _has_digit(word)
    ]
    day = _has_digit(words)  # `Praha 23. listopadu`
    return len(names) <= _MOST and all(not word[0].islower() or day for word in names)


def _has_digit(words: str) -> bool:
    return any(character.isdigit() for character in words)


def spells(written: str, initials: str) -> bool:
    """Whether a bracket holds the initials of the words before it: `Unified Payments Interface (UPI)`."""
    if len(initials) < 2 or not initials.isupper():
        return False
    words = _WORDS.findall(written)
    every = "".join(word[0] for word in words).upper()
    named = "".join(word[0] for word in words if word[0].isupper())
    return every.endswith(initials) or named.endswith(initials)
