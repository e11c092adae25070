"""The dates of a feed's entries as written in; whether the feed writes the day before the month out."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wireroom.common.dates.date_lexicon import fold

_NUMBERS = re.compile(r"(?<![\d./-])(\d{1,2}) ?([-/.: ]) ?(\d{1,2}) ?\2 ?\d{4}(?!\d)")
_LAST_MONTH = 12
_LONGEST = 120


def learn_day_first(texts: Iterable[str]) -> bool | None:
    """True from `23/11/2026`, False from `11/23/2026`; None where nothing tells or dates contradict.

    Only dates with a full year count: `26/11/23` could begin with the year. Ask it once per feed and keep the
    answer: a feed with twelve entries of early December teaches nothing.
    """
    seen: set[bool] = set()
    for text in texts:
        found = _NUMBERS.search(fold(text[:_LONGEST])) if isinstance(text, str) else None
        if found is None:
            continue
        first, second = int(found[1]), int(found[3])
        if (first > _LAST_MONTH) != (second > _LAST_MONTH):
            seen.add(first > _LAST_MONTH)
    return seen.pop() if len(seen) == 1 else None
