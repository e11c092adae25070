"""A plain line such as a summary in, the same without what feeds hang on its end out."""

from __future__ import annotations

import re

from wireroom.clean.find_tail import label_start, tail_start

_ARROWS = re.compile(r"(?<=[….!?\])])\s*[→»›⟶➔➜➡▶►]+\s*$")


def without_tails(line: str) -> str:
    """`line` up to `… Read more »`, `The post … appeared first on ….`, `Comments`, or an arrow to the rest.

    The mark that the text was cut off stays. A line that is nothing but tails is empty after. Never
    longer than `line`, and its own output is left alone.
    """
    kept = line.strip()
    while kept:
        start = tail_start(kept)
        if start is None:
            start = label_start(kept)
        if start is None:
            arrows = _ARROWS.search(kept, max(0, len(kept) - 12))
            start = arrows.start() if arrows else None
        if start is None:
            break
        kept = kept[:start].rstrip()
    return kept
