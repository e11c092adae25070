"""What filing a day or a set of files came to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from wireroom.models import Action, Counts


@dataclass(frozen=True, slots=True)
class FileProblem:
    """Something that could not be read, in words; the rest was filed."""

    words: str
    feed_id: int = 0  # whose it was; 0: nobody knows


Hear = Callable[[FileProblem | str], None]  # a problem, or a note on what was left out as it should be
Window = tuple[date, date]  # first and last day, UTC


class Filed(NamedTuple):
    """What came in, what could not be read, and what there is to say besides."""

    counts: Counts
    problems: tuple[FileProblem, ...]
    notes: tuple[str, ...] = ()


ByFeed = Counter[tuple[int, Action]]  # feed and what became of its articles → how many; feed 0: of none
