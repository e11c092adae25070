"""A feed's state and the readings of one document in; whether it is read twice, and whom to believe, out.

believed │ fuller in this document │ fuller at the last │ read by │ believed after
─────────┼─────────────────────────┼────────────────────┼─────────┼───────────────────────────
nobody   │ A                       │                    │ A       │ A: a first document
A        │ A, or as full           │                    │ A       │ A
A        │ B                       │ A                  │ A       │ A; B if the next poll agrees
A        │ B                       │ B                  │ B       │ B
either   │ feedparser was not asked, or did not answer  │ as before, ours where feedparser is believed

Fuller is who finds more usable entries (an id or link, and a title or text); of equals ours.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from wireroom.models import Feed, ParsedFeed, Reader, ReaderState

SAMPLED: Final = 0.01  # of polls that nothing speaks against


def why_read_twice(
    feed: Feed, ours: ParsedFeed | None, *, random: Callable[[], float], only_in_doubt: bool = False
) -> str:
    """Say why feedparser should read this document too; empty: it need not. `random` gives 0 ≤ x < 1."""
    if feed.readers.believed is Reader.FEEDPARSER:
        return "feedparser is believed"
    if feed.readers.fuller:
        return "feedparser was fuller at the last poll"
    if ours is None:
        return "our reader finds no feed"
    if ours.is_damaged or len(ours.problems) > bool(ours.left_out):  # that there are many is no problem
        return "our reading has problems"
    if len(ours.entries) < feed.entries / 2:
        return "fewer than half of the last poll's entries"
    if only_in_doubt:
        return ""
    if feed.readers.believed is None:
        return "the first document"
    return "a sample" if random() < SAMPLED else ""


def reader_after(
    state: ReaderState, ours: ParsedFeed | None, theirs: ParsedFeed | None
) -> tuple[Reader, ReaderState]:
    """Say who reads this document, and the state after it; `theirs` is None where feedparser gave nothing."""
    if theirs is None:
        return Reader.WIREROOM, replace(state, believed=state.believed or Reader.WIREROOM)
    ours_finds = ours.usable_entries if ours else -1
    fuller = Reader.FEEDPARSER if theirs.usable_entries > ours_finds else Reader.WIREROOM
    if state.believed in (None, fuller) or state.fuller is fuller:
        return fuller, replace(state, believed=fuller, fuller=None)
    return state.believed, replace(state, fuller=fuller)
