"""Find the names of those who wrote by labels in an author field: `Text:`, `Photos by`, `文・写真＝`."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from wireroom.common.agencies import agency
from wireroom.common.text.joining_words import AND, BY, one_of
from wireroom.normalize.authors.byline_words import words

_MORE: Final = r"(?:with|and|plus|&|additional|further|extra|original|zusätzliche[rs]?|weitere[rs]?)"
_JOINED: Final = rf"\s(?:&|{one_of(AND)})\s"
_BY: Final = rf"(?:\s?[:：]|\s(?:{one_of(BY)})\b\s?:?)"
_MAY_LABEL = re.compile(_BY, re.IGNORECASE)  # tested first: few fields have a label, and the labels are many
_FIRST_CJK: Final = 0x2E80
_ONE_HAN: Final = "文図图圖"  # labels of one character, with which names begin too
_EDGES: Final = " ,;:|/&-–—•·"
_LONGEST_LETTERS: Final = 3  # before a full stop that ends no sentence: `Jr.`, `K.`, `Ste.`


def without_labels(byline: str) -> str:
    """The names after labels of writing and reporting, separated by semicolons.

    Those after labels of pictures, editing and translation did not write it, unless there are no others; the
    agency of a picture is never that of the text.
    """
    labels = list(_labels().finditer(byline)) if _MAY_LABEL.search(byline) else []
    if not labels:
        return byline
    ends = [label.start() for label in labels[1:]] + [len(byline)]
    pieces = [byline[label.end() : end] for label, end in zip(labels, ends, strict=True)]
    named = [(label["wrote"] is not None, _names(piece)) for label, piece in zip(labels, pieces, strict=True)]
    first = _names(byline[: labels[0].start()])
    writers = [first, *(names for wrote, names in named if wrote)]
    return "; ".join(filter(None, writers)) or "; ".join(
        names for _, names in named if names and not agency(names)
    )


def with_colons(text: str) -> str:
    """East Asian labels as others are written, with a colon: `文：佐藤健一` for `文・佐藤健一`."""
    if text.isascii():
        return text
    marked, blank = _east_asian_labels()
    return (blank if blank.match(text.strip()) else marked).sub(_with_colon, text)


@cache
def _east_asian_labels() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """`文・`, `写真＝`, `글·사진=`, several of them joined; and those with a blank alone, too: `取材・文　`.

    Where no label begins the field, a blank behind one is not enough (`동아일보 사진 기자 김철수`).
    """
    either = {word for word in words().wrote | words().helped if ord(word[0]) > _FIRST_CJK}
    label = _any(frozenset(either - set(words().leads)))
    labels = rf"(?<!\w)({label}(?:\s?[・·/／と&]\s?{label})*)"
    name = rf"(?=[^\W\d])(?!{label}(?!\w))(?!(?:기자|위원|국장|작가|감독)(?!\w))"
    mark = r"\s?[・·=＝/／:：|｜]\s?"
    return re.compile(rf"{labels}{mark}{name}"), re.compile(rf"{labels}(?:{mark}|\s){name}")


def _with_colon(labels: re.Match[str]) -> str:
    """`文：` for `文・写真＝`: who did both wrote it. `文 在寅` is a name."""
    if len(labels[1]) == 1 and labels[0][-1].isspace() and labels[1] in _ONE_HAN:
        return labels[0]
    told = [each for each in re.split(r"[\s・·/／と&]+", labels[1]) if each]
    return f" {next((each for each in told if each in words().wrote), told[0])}："


@cache
def _labels() -> re.Pattern[str]:
    wrote, helped = (_any(labels) for labels in (words().wrote, words().helped))
    either = _any(words().wrote | words().helped)
    return re.compile(
        rf"[(\[]?(?<![\w-])(?:{_MORE}\s)*(?:(?P<wrote>{wrote})|{helped})(?:{_JOINED}{either})?{_BY}(?!//)\s*",
        re.IGNORECASE,
    )


def _any(labels: frozenset[str]) -> str:
    return "(?:" + "|".join(map(re.escape, sorted(labels, key=len, reverse=True))) + ")"


def _names(written: str) -> str:
    names = written.strip(_EDGES)
    if names.endswith((")", "]")) and not {"(", "["}.intersection(names):
        names = names[:-1]
    last = names.rpartition(" ")[2]
    return names[:-1] if last.endswith(".") and len(last) > _LONGEST_LETTERS + 1 else names
