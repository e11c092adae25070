"""A plain line such as a summary in, the same without what feeds hang on its end out."""

from __future__ import annotations

import re

from wireroom.clean.boilerplate.find_tail import label_start, tail_start

_ARROWS = re.compile(r"(?:…|\.\.\.)(?P<close>[\])]?)\s*(?P<arrows>[→»›⟶➔➜➡▶►]+)$")


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
            start = _arrows_start(kept)
        if start is None:
            break
        kept = kept[:start].rstrip()
    return kept


def _arrows_start(line: str) -> int | None:
    """Arrows after the mark that the text was cut off; one that closes a quotation is none."""
    found = _ARROWS.search(line, max(0, len(line) - 12))
    if found is None or ("«" in line and not found["close"]):
        return None
    return found.start("arrows")
