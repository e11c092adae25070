"""Two versions of a text in, its words out: kept, added or taken away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_WORDS = re.compile(r"\s+|\w+|[^\w\s]", re.UNICODE)
_MOST = 4_000  # words of a version; comparing takes the square of it at worst
_AROUND = 30  # words shown on each side of a change

Kind = Literal["same", "added", "removed", "left_out"]


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words in a row of one kind; `left_out` has none: unchanged ones stand there."""

    kind: Kind
    text: str


def word_diff(before: str, after: str) -> list[Piece] | None:
    """The pieces in reading order; None where the texts are too long to compare while somebody waits."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if len(old) > _MOST or len(new) > _MOST:
        return None
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    pieces: list[Piece] = []
    for kind, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if kind == "equal":
            is_last = new_to == len(new)
            pieces += _shortened(new[new_from:new_to], is_first=new_from == 0, is_last=is_last)
            continue
        if old_to > old_from:
            pieces.append(Piece("removed", "".join(old[old_from:old_to])))
        if new_to > new_from:
            pieces.append(Piece("added", "".join(new[new_from:new_to])))
    return pieces


def _shortened(words: list[str], *, is_first: bool, is_last: bool) -> Iterator[Piece]:
    """What is the same, but for the middle of long stretches."""
    head, tail = (0 if is_first else _AROUND), (0 if is_last else _AROUND)
    if len(words) <= head + tail + _AROUND:
        yield Piece("same", "".join(words))
        return
    if head:
        yield Piece("same", "".join(words[:head]))
    yield Piece("left_out", "")
    if tail:
        yield Piece("same", "".join(words[-tail:]))
