"""Report, by field, what changes when landed documents are read again with the current code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from operator import attrgetter
from typing import Any, Final

from wireroom.common.text.counted import counted
from wireroom.decide.versions import REREAD
from wireroom.models import Action, Article, Counts, PlannedWrite

DocumentKey = tuple[int, datetime]  # a document: id of its feed (0: none), time of the fetch

EXAMPLES = 3  # for each field
_SHOWN = 160  # characters of a value

_PLAIN = frozenset({"str", "str | None", "int", "int | None"})
_NOT_COMPARED = frozenset({"feed_id", "guid", "whole_text"})  # origin and internal values

# The compared fields, by their names in news.articles; those of plain types are taken as they are.
FIELDS: Final[Mapping[str, Callable[[Article], Any]]] = {
    **{
        each.name: attrgetter(each.name)
        for each in fields(Article)
        if each.type in _PLAIN and each.name not in _NOT_COMPARED
    },
    "published_at": lambda a: a.published.at if a.published else None,
    "published_precision": lambda a: getattr(a.published and a.published.precision, "value", None),
    "modified_at": lambda a: a.updated.at if a.updated else None,
    "authors": lambda a: list(a.authors),
    "tags": lambda a: list(a.tags),
    "publisher": lambda a: a.publisher.domain or None,
    "media": lambda a: len(a.media),
    "embeds": lambda a: len(a.embeds),
    "attribution": lambda a: len(a.attribution),
}
_COUNTED = ("media", "embeds", "attribution")  # by how many there are
_EMPTIED = ("text", "html", "summary", "title", "word_count", "embeds", "attribution")
# A new version may empty these; of the other fields an empty value leaves the stored one.


@dataclass(frozen=True, slots=True)
class Example:
    """One article in which the field has another value now."""

    article_id: int
    before: str
    after: str


@dataclass
class ReplayReport:
    """What a replay changed, or would change; an article is counted once for each document that has it."""

    dry_run: bool
    nothing: str = ""  # why no day was there to be read, in words
    documents: int = 0
    new: int = 0  # not stored yet
    reread: int = 0  # same bytes, read differently now
    revised: int = 0  # captures that had never been loaded, with another text
    same: int = 0
    pages: int = 0  # landed pages of stored articles
    unknown_pages: int = 0  # landed pages of articles that are not stored
    fields: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[Example]] = field(default_factory=dict)
    refused_again: set[bytes] = field(default_factory=set)
    read_to_end: set[DocumentKey] = field(default_factory=set)
    counts: Counts = field(default_factory=Counts)
    _new_keys: set[bytes] = field(default_factory=set)

    @property
    def has_read(self) -> bool:
        """Anything, be it of no article that is stored."""
        return bool(self.documents or self.pages or self.unknown_pages)

    def add(self, other: ReplayReport) -> None:
        """Add the report of another batch."""
        self.documents += other.documents
        self.pages += other.pages
        self.unknown_pages += other.unknown_pages
        self.reread += other.reread
        self.revised += other.revised
        self.same += other.same
        known = self._new_keys & other._new_keys
        self.new += other.new - len(known)  # in a dry run a new article is new with each document
        self.same += len(known)
        self._new_keys |= other._new_keys
        self.fields += other.fields
        for name, examples in other.examples.items():
            kept = self.examples.setdefault(name, [])
            kept += examples[: EXAMPLES - len(kept)]
        self.refused_again |= other.refused_again
        self.read_to_end |= other.read_to_end
        self.counts = self.counts + other.counts

    def cured(self, refused: Mapping[bytes, Collection[DocumentKey]]) -> list[bytes]:
        """The keys in `refused` that were not refused again, though a document of theirs was read to its end.

        `refused`: key of a refused entry → the documents that it is in.
        """
        return sorted(
            key
            for key, places in refused.items()
            if key not in self.refused_again and not self.read_to_end.isdisjoint(places)
        )

    def lines(self) -> list[str]:
        """The report in words, one item a line."""
        would = "would be " if self.dry_run else ""
        said = [
            f"{counted(self.documents, 'document')} read",
            f"{counted(self.new, 'article')} {would}new",
            f"{self.reread:,} {would}read otherwise (reread: no change of the publisher's)",
            f"{self.revised:,} {would}changed by captures that were never loaded",
            f"{self.same:,} as stored",
        ]
        if self.pages or self.unknown_pages:
            of_none = (
                f", {self.unknown_pages:,} more of no article that is stored" if self.unknown_pages else ""
            )
            said.insert(1, f"{counted(self.pages, 'page')} read{of_none}")
        if self.nothing:
            said.insert(0, self.nothing)
        for name, count in self.fields.most_common():
            said.append(f"  {name}: {count:,}")
            said += [
                f"    article {example.article_id}: {example.before!r} ─▶ {example.after!r}"
                for example in self.examples.get(name, ())
            ]
        return said


def read_otherwise(article: Article, stored: Mapping[str, Any] | None, report: ReplayReport) -> Article:
    """Mark an article as replayed, and whether it differs from `stored`, the earlier reading of its bytes."""
    if stored is None:
        return replace(article, replayed=True)
    differing = [name for name in FIELDS if _differs(name, article, stored)]
    report.fields.update(differing)
    for name in differing:
        kept = report.examples.setdefault(name, [])
        if len(kept) < EXAMPLES:
            kept.append(_example(name, article, stored))
    return replace(article, replayed=True, reads_otherwise=bool(differing))


def fills(article: Article, stored: Mapping[str, Any] | None) -> Article:
    """Mark an article as replayed if it only adds to `stored`, the earlier reading of its bytes.

    Where both say something, they must say the same: of two files with one time nobody knows which is right.
    """
    differing = [] if stored is None else [name for name in FIELDS if _differs(name, article, stored)]
    if stored is None or not differing or any(_stored(name, stored) for name in differing):
        return article
    return replace(article, replayed=True, reads_otherwise=True)


def note_batch(report: ReplayReport, writes: Iterable[PlannedWrite]) -> None:
    """Count the planned writes of a batch in `report`."""
    for write in writes:
        if write.action is Action.INSERT:
            report.new += 1
            report._new_keys.add(write.article.keys[0])
        elif write.action is Action.REVISE:
            report.revised += 1
        elif write.reason == REREAD:
            report.reread += 1
        else:
            report.same += 1


def note_outcome(article_id: int, before: str | None, after: str, report: ReplayReport) -> None:
    """Count a page whose outcome differs from that `before`; None means that none is recorded."""
    if before not in (None, after):
        report.fields["page_outcome"] += 1
        kept = report.examples.setdefault("page_outcome", [])
        if len(kept) < EXAMPLES:
            kept.append(Example(article_id, str(before), after))


def _differs(name: str, article: Article, stored: Mapping[str, Any]) -> bool:
    said, before = FIELDS[name](article), _stored(name, stored)
    if not said and name not in _EMPTIED:
        return False
    return bool(said != before)


def _stored(name: str, stored: Mapping[str, Any]) -> Any:
    return len(stored[name] or ()) if name in _COUNTED else stored[name]


def _example(name: str, article: Article, stored: Mapping[str, Any]) -> Example:
    """Both values, from shortly before the first difference."""
    before, after = str(_stored(name, stored)), str(FIELDS[name](article))
    start = next((at for at, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), 0)
    start = max(min(start, len(before), len(after)) - 30, 0)
    return Example(stored["id"], before[start : start + _SHOWN], after[start : start + _SHOWN])
