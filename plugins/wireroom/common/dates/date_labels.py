"""The words before a date in, what they say that it is out: a publication, a change, something else."""

from __future__ import annotations

import re
from functools import cache

from wireroom.common.tables import rows


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
    return "|".join(row[1] for row in rows("wireroom.common.dates", "date_labels.tsv") if row[0] != "other")


@cache
def _labels() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table = rows("wireroom.common.dates", "date_labels.tsv")
    kinds = {kind: "|".join(row[1] for row in table if row[0] == kind) for kind in {row[0] for row in table}}
    return tuple(
        (kind, re.compile(rf"(?<![^\W\d_])(?:{words})", re.IGNORECASE)) for kind, words in kinds.items()
    )
