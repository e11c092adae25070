"""A byline with labels in, its names without them out: `Story by Ann Lee, photos by Bo Ray` → `Ann Lee`."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from wireroom.common.agencies import agency
from wireroom.normalize.authors.words import words

_MORE: Final = r"(?:with|and|plus|&|additional|further|extra|original|zusätzliche[rs]?|weitere[rs]?)"
_JOINED: Final = r"\s(?:and|&|und|et|y|e|och|og)\s"
_BY: Final = r"(?:\s?[:：]|\s(?:by|von|vom|de|par|por|di|av|af|door)\b\s?:?)"
_MAY_LABEL = re.compile(_BY, re.IGNORECASE)  # few fields do, and the labels are many
_EDGES: Final = " ,;:|/&-–—•·"
_LONGEST_LETTERS: Final = 3  # before a full stop: `Jr.`, `K.`, `Ste.`; a longer word ends a sentence


def without_labels(byline: str) -> str:
    """Give what the labels of writing and reporting name, parted by semicolons.

    Those of pictures, editing and translating name nobody who wrote it, unless they name all there is;
    the agency of a picture is never that of the text.
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
