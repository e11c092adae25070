"""Decide whether a second reader, feedparser, reads a document too, and which of the two to use.

believed │ fuller in this document │ fuller at the last │ read by │ believed after
─────────┼─────────────────────────┼────────────────────┼─────────┼───────────────────────────
nobody   │ A                       │                    │ A       │ A: a first document
A        │ A, or as full           │                    │ A       │ A
A        │ B                       │ A                  │ A       │ A; B if the next poll agrees
A        │ B                       │ B                  │ B       │ B
either   │ feedparser was not asked, or failed          │ ours    │ as before; ours if nobody was

The fuller reading is the one with more usable entries (an id or link, and a title or text); in a damaged
document also the one with more content in as many entries. If they are equal, it is ours.
`compare_readings` says what feedparser found and our reader did not: a recorded disagreement.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from wireroom.models import Disagreement, Entry, Feed, ParsedFeed, Reader, ReaderState

SAMPLED: Final = 0.01  # share of polls that give no reason for doubt

_FIELDS: Final[Mapping[str, Callable[[Entry], object]]] = {
    "id": lambda entry: entry.guid,
    "link": lambda entry: entry.link,
    "title": lambda entry: entry.title,
    "text": lambda entry: entry.content or entry.summary,
    "date": lambda entry: entry.dates,
    "author": lambda entry: entry.authors,
    "category": lambda entry: entry.tags,
    "media": lambda entry: entry.media,
}
_NAMED: Final = 200  # characters of an entry's name


def why_read_twice(
    feed: Feed, ours: ParsedFeed | None, *, random: Callable[[], float], only_in_doubt: bool = False
) -> str:
    """Why feedparser should read this document too; empty if it need not. `random` gives 0 ≤ x < 1."""
    if feed.readers.believed is Reader.FEEDPARSER:
        return "feedparser is believed"
    if feed.readers.fuller:
        return "feedparser was fuller at the last poll"
    if ours is None:
        return "our reader finds no feed"
    if ours.is_damaged or len(ours.problems) > bool(ours.left_out):  # `left_out` adds a harmless one
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
    """Whose reading of this document to use, and the state after it; `theirs`: feedparser's, None if none."""
    if theirs is None:
        return Reader.WIREROOM, replace(state, believed=state.believed or Reader.WIREROOM)
    fuller = Reader.FEEDPARSER if theirs.is_fuller_than(ours) else Reader.WIREROOM
    if state.believed in (None, fuller) or state.fuller is fuller:
        return fuller, replace(state, believed=fuller, fuller=None)
    return state.believed, replace(state, fuller=fuller)


def compare_readings(ours: ParsedFeed | None, theirs: ParsedFeed | None) -> Disagreement:
    """Match entries by id, link, title or text.

    Lists the usable entries that only `theirs` has, and counts, in entries that both have, the fields that
    only `theirs` fills.
    """
    by_name: defaultdict[str, list[Entry]] = defaultdict(list)  # of several, in the document's order
    for entry in reversed(ours.entries if ours else ()):
        for name in _names(entry):
            by_name[name].append(entry)
    lacking: list[str] = []
    fields: Counter[str] = Counter()
    taken: set[int] = set()
    for entry in theirs.entries if theirs else ():
        same = _same(entry, by_name, taken)
        if same is not None:
            fields.update(name for name, value in _FIELDS.items() if value(entry) and not value(same))
        elif entry.is_usable:
            lacking.append(next(_names(entry))[:_NAMED])
    return Disagreement(
        ours=ours.usable_entries if ours else 0,
        theirs=theirs.usable_entries if theirs else 0,
        entries=tuple(lacking),
        fields=dict(fields),
    )


def _same(entry: Entry, by_name: Mapping[str, list[Entry]], taken: set[int]) -> Entry | None:
    """The first of our entries with that name that is not matched yet; several may share a link."""
    for name in _names(entry):
        sharing = by_name.get(name, [])
        while sharing:
            found = sharing.pop()
            if found.position not in taken:
                taken.add(found.position)
                return found
    return None


def disagreement_in_words(found: Disagreement) -> str:
    """The disagreement for the operator; empty if feedparser found nothing that our reader did not."""
    words = []
    if found.entries:
        words.append(
            f"feedparser finds {found.theirs} entries, our reader {found.ours}; "
            f"ours lacks {len(found.entries)}, {found.entries[0]!r} first"
        )
    if found.fields:
        fields = ", ".join(f"{name} of {count}" for name, count in found.fields.items())
        words.append(f"feedparser finds what our reader does not in entries that both find: {fields}")
    return "; ".join(words)


def _names(entry: Entry) -> Iterator[str]:
    """What identifies an entry, the most reliable first."""
    if entry.guid:
        yield entry.guid
    if entry.link:
        yield entry.link
    for text in (entry.title, entry.content, entry.summary):
        if text:
            yield text.value
